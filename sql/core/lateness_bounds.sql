create or replace function core.lateness_bounds()
returns double precision[]
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    select '{1,2,5,10,30,60,120,300,900,3600,21600,86400}'::double precision[];
end;
comment on function core.lateness_bounds() is
'The upper bounds of the places of a histogram of lateness, in seconds; the last place is above '
'them all. Counts that are stored were made with them: others would need a table of their own.';
