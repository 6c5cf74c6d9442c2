create or replace function core.reminder_lock(p_person core.person, p_reminder integer)
returns core.reminder_next
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_next core.reminder_next;
begin
    select n.* into v_next from core.reminder_next as n
    where n.bucket = p_person.bucket and n.person_id = p_person.person_id
        and n.reminder_id = p_reminder
    for update;
    return v_next;
end;
$$;
comment on function core.reminder_lock(core.person, integer) is
'Locks the narrow row of a reminder, which every writer takes first. All null where the reminder '
'is not active. Waits for a claim or an edit that is under way.';
