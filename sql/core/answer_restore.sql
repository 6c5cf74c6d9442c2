create or replace function core.answer_restore(
    p_person core.person,
    p_change core.change,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_hot core.reminder_next := core.reminder_lock(p_person, p_change.reminder_id);
    v_reminder core.reminder;
begin
    update core.reminder_finished as f
    set
        waiting = (
            core.occurrence_waiting(p_person.bucket, p_person.person_id, p_change.reminder_id)
        ).due_at is not null,
        finished_at = p_now
    where f.bucket = p_person.bucket and f.person_id = p_person.person_id
        and f.reminder_id = p_change.reminder_id and f.why <> 'deleted';
    select r.* into v_reminder from core.reminder as r
    where r.bucket = p_person.bucket and r.person_id = p_person.person_id
        and r.reminder_id = p_change.reminder_id;
    -- An after_done goes on waiting, where it still counts from this answer and did not come due.
    if v_reminder.after_done is not null
        and (p_change.before -> 'next') - 'revision' is distinct from p_change.after - 'revision'
        and v_hot.counts_from is not distinct from (p_change.after ->> 'counts_from')::timestamptz
        and not exists (
            select from core.occurrence as o
            where o.bucket = p_person.bucket and o.person_id = p_person.person_id
                and o.reminder_id = p_change.reminder_id and o.due_at > p_change.due_at
        ) then
        p_change.due_at := null;
        perform core.reminder_next_restore(p_person, v_reminder, p_change, p_now);
    end if;
end;
$$;
comment on function core.answer_restore(core.person, core.change, timestamptz) is
'What follows for a reminder from an answer that was put back: whether it still waits, and of an '
'after_done, from when it counts. The caller holds the person and the reminder.';
