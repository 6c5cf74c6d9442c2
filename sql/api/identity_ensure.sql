create or replace function api.identity_ensure(
    p_token bytea,
    p_act_for text,
    p_chat_id text,
    p_name text default null,
    p_locale text default 'en',
    p_timezone text default 'UTC'
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_person core.person;
    v_created boolean := false;
    v_channel core.channel;
begin
    perform core.token_check(p_token, 'act_for');
    perform core.act_for_check(p_act_for);
    -- Two updates of one newcomer at once make one person.
    perform pg_advisory_xact_lock(hashtextextended('identity:' || p_act_for, 0));
    v_person := core.identity_person(p_act_for);
    if v_person.person_id is null then
        v_created := true;
        v_person := core.person_add(p_name, p_timezone, p_locale);
        insert into core.identity (kind, subject, bucket, person_id, created_at)
        values (
            split_part(p_act_for, ':', 1), split_part(p_act_for, ':', 2), v_person.bucket,
            v_person.person_id, v_now
        );
    end if;
    v_channel := core.channel_join(v_person, 'telegram', p_chat_id, true, null, v_now);
    return core.identity_json(v_person, v_created) || core.channel_missed(v_channel);
end;
$$;
comment on function api.identity_ensure(bytea, text, text, text, text, text) is
'Finds the person of p_act_for (telegram:<user id>), or makes one, and sees to it that they have '
'an enabled channel to p_chat_id. Where that was disabled until now, it says what was missed, this '
'once. Service tokens only.';
