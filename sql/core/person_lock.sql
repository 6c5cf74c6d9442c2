create or replace function core.person_lock(p_person core.person)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_reminder integer;
begin
    -- A request notes that its token was used before it locks anything else.
    perform from core.token as t
    where t.bucket = p_person.bucket and t.person_id = p_person.person_id
    order by t.sha256
    for update;
    -- Whoever holds a narrow row may still add what points to the person: that is let through, and
    -- waited for by the narrow row.
    perform from core.person as p
    where p.bucket = p_person.bucket and p.person_id = p_person.person_id
    for no key update;
    -- Reminder by reminder, as who settles several goes: one that is finished has no narrow row, and
    -- its occurrence is all that a settle of it holds.
    for v_reminder in
        select n.reminder_id from core.reminder_next as n
        where n.bucket = p_person.bucket and n.person_id = p_person.person_id
        union
        select f.reminder_id from core.reminder_finished as f
        where f.bucket = p_person.bucket and f.person_id = p_person.person_id
        union
        select o.reminder_id from core.occurrence as o
        where o.bucket = p_person.bucket and o.person_id = p_person.person_id
        order by reminder_id
    loop
        perform core.reminder_lock(p_person, v_reminder);
        perform from core.reminder_finished as f
        where f.bucket = p_person.bucket and f.person_id = p_person.person_id
            and f.reminder_id = v_reminder
        for update;
        -- A settle or an answer that is under way holds one of these until it has written all of
        -- its.
        perform from core.occurrence as o
        where o.bucket = p_person.bucket and o.person_id = p_person.person_id
            and o.reminder_id = v_reminder
        order by o.due_at
        for update;
    end loop;
    perform from core.delivery_open as d
    where d.bucket = p_person.bucket and d.person_id = p_person.person_id
    order by
        d.kind = 'update', case when d.kind = 'update' then d.channel_id end, d.message_id,
        d.delivery_id
    for update;
    -- Whoever adds to the person's rows waits here, and then finds nobody; or is waited for.
    perform from core.person as p
    where p.bucket = p_person.bucket and p.person_id = p_person.person_id
    for update;
end;
$$;
comment on function core.person_lock(core.person) is
'Waits for all that is under way with a person''s rows, and holds them, in the lock order: tokens, '
'person; reminder by reminder its narrow row, the finished reminder, its occurrences; deliveries, '
'updates last; and the person for good. Ids ascending.';
