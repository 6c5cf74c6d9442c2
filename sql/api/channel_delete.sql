create or replace function api.channel_delete(p_token bytea, p_act_for text, p_channel_id integer)
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
    v_kind text;
begin
    delete from core.channel as c
    where c.bucket = v_person.bucket and c.person_id = v_person.person_id
        and c.channel_id = p_channel_id
    returning c.kind into v_kind;
    if not found then
        perform core.channel_not_found(p_channel_id);
    end if;
    if v_kind = 'inbox' then
        perform core.problem(
            409, 'inbox_stays', 'The inbox cannot be removed; it is where all else falls back to.',
            'channel_id'
        );
    end if;
end;
$$;
comment on function api.channel_delete(bytea, text, integer) is
'Removes a channel; what is still open on it fails as channel_removed when its turn comes. The '
'inbox stays (409).';
