create or replace function core.circuit_limit()
returns integer
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    select 5;
end;
comment on function core.circuit_limit() is
'So many sends that fail in a row open a circuit.';
