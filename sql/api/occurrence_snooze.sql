create or replace function api.occurrence_snooze(
    p_token bytea,
    p_act_for text,
    p_reminder_id integer,
    p_until timestamptz,
    p_due_at timestamptz default null
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_occurrence core.occurrence;
    v_due_at timestamptz;
    v_before jsonb;
begin
    perform core.reminder_lock(v_person, p_reminder_id);
    v_due_at := coalesce(p_due_at, core.told_last(v_person, p_reminder_id, v_now));
    if v_due_at is null then
        perform core.nothing_due(v_person, p_reminder_id);
    end if;
    v_before := core.change_image(v_person, p_reminder_id, v_due_at);
    v_occurrence := core.occurrence_answer(
        v_person, p_reminder_id, v_due_at, 'snoozed', p_until, v_now
    );
    if v_occurrence.answer = 'done' then
        perform core.problem(
            409, 'already_done',
            format('Reminder %s was already done at %s.', p_reminder_id,
                to_char(v_occurrence.answered_at at time zone v_person.timezone, 'HH24:MI')),
            'reminder_id'
        );
    end if;
    return core.occurrence_show(v_person, p_reminder_id, v_due_at)
        || core.change_add(v_person, 'snooze', p_reminder_id, v_due_at, v_before, v_now);
end;
$$;
comment on function api.occurrence_snooze(bytea, text, integer, timestamptz, timestamptz) is
'Tells an occurrence again at p_until: that of p_due_at, else the latest that was told. One that '
'is done is refused (409 already_done). Locks narrow row, occurrence, delivery.';
