create or replace function core.is_once(p_person core.person, p_reminder integer)
returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
begin atomic
    select r.recurrence = '{}' and r.after_done is null
    from core.reminder as r
    where r.bucket = (p_person).bucket and r.person_id = (p_person).person_id
        and r.reminder_id = p_reminder;
end;
comment on function core.is_once(core.person, integer) is
'An active reminder that comes due once only.';
