create or replace function core.urgent_reach(
    p_person core.person,
    p_reminder integer,
    p_urgent boolean,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    update core.occurrence as o set urgent = p_urgent
    where o.bucket = p_person.bucket and o.person_id = p_person.person_id
        and o.reminder_id = p_reminder
        and o.due_at in (
            select d.due_at from core.delivery_open as d
            where d.bucket = p_person.bucket and d.person_id = p_person.person_id
                and d.reminder_id = p_reminder
            union all
            select (core.occurrence_waiting(p_person.bucket, p_person.person_id, p_reminder)).due_at
        );
    perform core.quiet_release(p_person, p_reminder, p_now);
end;
$$;
comment on function core.urgent_reach(core.person, integer, boolean, timestamptz) is
'Lets a reminder that became urgent, or is so no more, reach what is due of it: quiet hours let it '
'go, or hold it. The caller holds the occurrences. Locks deliveries.';
