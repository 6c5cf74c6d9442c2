create or replace function core.channel_address(p_person core.person, p_channel integer)
returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select c.address from core.channel as c
        where c.bucket = p_person.bucket and c.person_id = p_person.person_id
            and c.channel_id = p_channel
    );
end;
$$;
comment on function core.channel_address(core.person, integer) is
'Where a channel of the person leads; null where it is gone.';
