create or replace function api.occurrence_done(
    p_token bytea,
    p_act_for text,
    p_reminder_id integer,
    p_due_at timestamptz default null
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_hot core.reminder_next := core.reminder_lock(v_person, p_reminder_id);
    v_due_at timestamptz := coalesce(
        p_due_at,
        (core.occurrence_waiting(v_person.bucket, v_person.person_id, p_reminder_id)).due_at
    );
    v_reminder core.reminder;
    v_before jsonb;
begin
    select r.* into v_reminder from core.reminder as r
    where r.bucket = v_person.bucket and r.person_id = v_person.person_id
        and r.reminder_id = p_reminder_id;
    if v_due_at is null and v_hot.state = 'scheduled' and core.is_once(v_reminder) then
        v_due_at := v_hot.next_occurrence;
        v_before := core.change_image(v_person, p_reminder_id, v_due_at);
        perform core.reminder_pass(v_person, v_hot, 'done', v_now);
    else
        v_due_at := coalesce(v_due_at, core.told_last(v_person, p_reminder_id, v_now));
        if v_due_at is null then
            perform core.nothing_due(v_person, p_reminder_id);
        end if;
        v_before := core.change_image(v_person, p_reminder_id, v_due_at);
        perform core.occurrence_answer(v_person, p_reminder_id, v_due_at, 'done', null, v_now);
    end if;
    return core.occurrence_show(v_person, p_reminder_id, v_due_at)
        || core.change_add(v_person, 'done', p_reminder_id, v_due_at, v_before, v_now);
end;
$$;
comment on function api.occurrence_done(bytea, text, integer, timestamptz) is
'Answers an occurrence with done: that of p_due_at, else the latest that waits for one. Twice is '
'as once. A one-off that has not come due is done early; a series with nothing told is refused '
'(409 nothing_due). Locks narrow row, reminder, occurrence, delivery.';
