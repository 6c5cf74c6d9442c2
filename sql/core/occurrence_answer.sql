create or replace function core.occurrence_answer(
    p_person core.person,
    p_reminder integer,
    p_due_at timestamptz,
    p_answer text,
    p_until timestamptz,
    p_now timestamptz,
    p_delivery uuid default null
)
returns core.occurrence
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_occurrence core.occurrence;
    v_why text;
begin
    perform core.reminder_lock(p_person, p_reminder);
    -- A finished one is held here, so that a delete beside it waits or is seen.
    select f.why into v_why from core.reminder_finished as f
    where f.bucket = p_person.bucket and f.person_id = p_person.person_id
        and f.reminder_id = p_reminder
    for update;
    select o.* into v_occurrence from core.occurrence as o
    where o.bucket = p_person.bucket and o.person_id = p_person.person_id
        and o.reminder_id = p_reminder and o.due_at = p_due_at
    for update;
    if not found then
        perform core.problem(
            404, 'occurrence_not_found',
            format('Reminder %s did not come due at %s.', p_reminder, p_due_at), 'due_at'
        );
    end if;
    -- Answered once and for all; a second press is told what is true.
    if v_occurrence.answer = 'done' then
        return v_occurrence;
    end if;
    if p_answer = 'snoozed' then
        perform core.snooze_check(p_until, p_now);
        if v_why = 'deleted' then
            perform core.reminder_not_found(p_reminder);
        end if;
    end if;
    update core.occurrence as o
    set
        answer = p_answer,
        answered_at = p_now,
        snoozed_until = case when p_answer = 'snoozed' then p_until end
    where o.bucket = p_person.bucket and o.person_id = p_person.person_id
        and o.reminder_id = p_reminder and o.due_at = p_due_at
    returning o.* into v_occurrence;
    perform core.delivery_cancel(
        p_person.bucket, p_person.person_id, p_reminder, p_due_at, 'answered', p_now
    );
    if p_answer = 'snoozed' then
        perform core.snooze_add(v_occurrence, p_until, p_now);
    else
        perform core.after_done_count(p_person.bucket, p_person.person_id, p_reminder, p_now);
    end if;
    perform core.occurrence_settle(
        p_person.bucket, p_person.person_id, p_reminder, p_due_at, p_now
    );
    if p_answer = 'done' then
        update core.reminder_finished as f set waiting = false, finished_at = p_now
        where f.bucket = p_person.bucket and f.person_id = p_person.person_id
            and f.reminder_id = p_reminder and f.waiting
            -- Not where another one waits on: the last, or, where that was done before it was sent,
            -- one that is still to be told.
            and (
                core.occurrence_waiting(p_person.bucket, p_person.person_id, p_reminder)
            ).due_at is null;
    end if;
    perform core.event_add(v_occurrence, p_answer, p_now);
    perform core.card_refresh(
        p_person.bucket, p_person.person_id, p_reminder, p_due_at, p_delivery, p_now
    );
    select o.* into v_occurrence from core.occurrence as o
    where o.bucket = p_person.bucket and o.person_id = p_person.person_id
        and o.reminder_id = p_reminder and o.due_at = p_due_at;
    return v_occurrence;
end;
$$;
comment on function core.occurrence_answer(
    core.person, integer, timestamptz, text, timestamptz, timestamptz, uuid
) is
'Notes what the person said to an occurrence (done, snoozed) and cancels what is not yet being '
'sent of it. One that is done stays so, and is returned as it is. Its messages are edited to show '
'it, but for the one of p_delivery, whose button said so. Locks narrow row, occurrence, delivery.';
