create or replace function core.zone_of(p_person core.person, p_timezone text)
returns text
language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
begin atomic
    select coalesce(p_timezone, (p_person).timezone);
end;
comment on function core.zone_of(core.person, text) is
'The zone in force: a pinned schedule''s own, a floating one''s person''s.';
