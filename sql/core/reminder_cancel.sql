create or replace function core.reminder_cancel(
    p_person core.person,
    p_reminder integer,
    p_reason text,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_dues timestamptz[];
    v_due_at timestamptz;
begin
    with held as materialized (
        select o.due_at from core.occurrence as o
        where o.bucket = p_person.bucket and o.person_id = p_person.person_id
            and o.reminder_id = p_reminder
            and o.due_at in (
                select d.due_at from core.delivery_open as d
                where d.bucket = p_person.bucket and d.person_id = p_person.person_id
                    and d.reminder_id = p_reminder and d.kind <> 'update'
            )
        order by o.due_at
        for update
    )
    select array_agg(h.due_at order by h.due_at) into v_dues
    from held as h;
    -- All of the reminder's, ascending, before any of them is changed: begin locks them so too.
    perform from core.delivery_open as d
    where d.bucket = p_person.bucket and d.person_id = p_person.person_id
        and d.reminder_id = p_reminder and d.kind <> 'update'
    order by d.delivery_id
    for update;
    foreach v_due_at in array coalesce(v_dues, '{}') loop
        perform core.delivery_cancel(
            p_person.bucket, p_person.person_id, p_reminder, v_due_at, p_reason, p_now
        );
        perform core.occurrence_settle(
            p_person.bucket, p_person.person_id, p_reminder, v_due_at, p_now
        );
    end loop;
end;
$$;
comment on function core.reminder_cancel(core.person, integer, text, timestamptz) is
'Cancels all that is not yet being sent of a reminder, occurrence by occurrence. The caller '
'holds the narrow row.';
