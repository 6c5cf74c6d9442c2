create or replace function core.occurrence_hold(
    p_bucket smallint,
    p_person uuid,
    p_reminder integer,
    p_due_at timestamptz
)
returns core.occurrence
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_occurrence core.occurrence;
begin
    perform from core.reminder_next as n
    where n.bucket = p_bucket and n.person_id = p_person and n.reminder_id = p_reminder
    for update;
    -- A finished one is held here, so that a delete beside it waits or is seen.
    perform from core.reminder_finished as f
    where f.bucket = p_bucket and f.person_id = p_person and f.reminder_id = p_reminder
    for update;
    select o.* into v_occurrence from core.occurrence as o
    where o.bucket = p_bucket and o.person_id = p_person and o.reminder_id = p_reminder
        and o.due_at = p_due_at
    for update;
    return v_occurrence;
end;
$$;
comment on function core.occurrence_hold(smallint, uuid, integer, timestamptz) is
'Locks what an occurrence hangs on, and returns it (all null where there is none): narrow row, '
'reminder (a finished one), occurrence.';
