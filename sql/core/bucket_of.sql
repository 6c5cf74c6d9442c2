create or replace function core.bucket_of(p_person uuid)
returns smallint
language sql immutable parallel safe strict
set search_path = pg_catalog, pg_temp
begin atomic
    select (get_byte(uuid_send(p_person), 15) & 63)::smallint;
end;
comment on function core.bucket_of(uuid) is
'The person''s share of the work, 0 to 63: the low six bits of the last byte of the id.';
