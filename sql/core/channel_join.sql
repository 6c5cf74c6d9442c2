create or replace function core.channel_join(
    p_person core.person,
    p_kind text,
    p_address text,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    update core.channel as c
    set enabled = true, disabled_reason = null, disabled_at = null
    where c.bucket = p_person.bucket and c.person_id = p_person.person_id and c.kind = p_kind
        and c.address = p_address;
    if not found then
        perform core.channel_add(p_person, p_kind, p_address, null, null, true, p_now);
    end if;
end;
$$;
comment on function core.channel_join(core.person, text, text, timestamptz) is
'Sees to it that the person has an enabled channel to this address: a new one is a default one.';
