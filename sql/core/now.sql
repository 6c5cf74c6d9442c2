create or replace function core.now()
returns timestamptz
language sql stable parallel safe
set search_path = pg_catalog, pg_temp
begin atomic
    select clock_timestamp();
end;
comment on function core.now() is
'The only clock. A caller reads it once into a variable; tests replace it in their own database.';
