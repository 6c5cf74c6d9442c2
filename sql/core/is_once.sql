create or replace function core.is_once(p_reminder core.reminder)
returns boolean
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    select (p_reminder).recurrence = '{}' and (p_reminder).after_done is null;
end;
comment on function core.is_once(core.reminder) is 'Whether a reminder comes due once only.';
