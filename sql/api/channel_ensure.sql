create or replace function api.channel_ensure(
    p_token bytea,
    p_act_for text,
    p_address text,
    p_label text default null
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person;
    v_channel core.channel;
begin
    perform core.token_check(p_token, 'act_for');
    perform core.act_for_check(p_act_for);
    v_person := core.actor(p_token, p_act_for, 'act_for');
    -- Two updates of one group at once make one channel.
    perform from core.person as p
    where p.bucket = v_person.bucket and p.person_id = v_person.person_id
    for update;
    v_channel := core.channel_join(
        v_person, 'telegram', p_address, false, p_label, core.now()
    );
    select c.* into v_channel from core.channel as c
    where c.bucket = v_person.bucket and c.person_id = v_person.person_id
        and c.channel_id = v_channel.channel_id;
    return core.channel_json(v_channel);
end;
$$;
comment on function api.channel_ensure(bytea, text, text, text) is
'Sees to it that the person has an enabled channel to a group or a topic of it (-100123:45): a '
'new one is not a default one. Service tokens only: they saw the person there. Locks the person.';
