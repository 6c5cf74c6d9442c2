create or replace function core.person_lock(p_person core.person)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Whoever adds to the person's rows waits here, and then finds nobody.
    perform from core.person as p
    where p.bucket = p_person.bucket and p.person_id = p_person.person_id
    for update;
    perform from core.reminder_next as n
    where n.bucket = p_person.bucket and n.person_id = p_person.person_id
    order by n.reminder_id
    for update;
    perform from core.reminder_finished as f
    where f.bucket = p_person.bucket and f.person_id = p_person.person_id
    order by f.reminder_id
    for update;
    -- A settle or an answer that is under way holds one of these until it has written all of its.
    perform from core.occurrence as o
    where o.bucket = p_person.bucket and o.person_id = p_person.person_id
    order by o.reminder_id, o.due_at
    for update;
    perform from core.delivery_open as d
    where d.bucket = p_person.bucket and d.person_id = p_person.person_id
    order by d.delivery_id
    for update;
end;
$$;
comment on function core.person_lock(core.person) is
'Waits for all that is under way with a person''s rows, and holds them: in the lock order person, '
'narrow rows, finished reminders, occurrences, deliveries; ids ascending.';
