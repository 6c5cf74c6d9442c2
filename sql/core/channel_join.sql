create or replace function core.channel_join(
    p_person core.person,
    p_kind text,
    p_address text,
    p_is_default boolean,
    p_label text,
    p_now timestamptz
)
returns core.channel
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_before core.channel;
begin
    select c.* into v_before from core.channel as c
    where c.bucket = p_person.bucket and c.person_id = p_person.person_id and c.kind = p_kind
        and c.address = p_address
    for update;
    if not found then
        return core.channel_add(
            p_person, p_kind, p_address, null, p_label, p_is_default, p_now
        );
    end if;
    update core.channel as c
    set
        enabled = true, disabled_reason = null, disabled_at = null,
        label = coalesce(p_label, c.label)
    where c.bucket = p_person.bucket and c.person_id = p_person.person_id
        and c.channel_id = v_before.channel_id;
    return v_before;
end;
$$;
comment on function core.channel_join(
    core.person, text, text, boolean, text, timestamptz
) is
'Sees to it that the person has an enabled channel to this address, and returns it as it was '
'before: a new one as it was made, one that was disabled with why and since when. Locks the '
'channel, or the person.';
