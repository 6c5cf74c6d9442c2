create or replace function core.reminder_next_restore(
    p_person core.person,
    p_reminder core.reminder,
    p_change core.change,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_was core.reminder_next := jsonb_populate_record(
        null::core.reminder_next, p_change.before -> 'next'
    );
    v_from text := p_change.before ->> 'zone';
    v_moved boolean := p_reminder.timezone is null and v_from <> p_person.timezone;
begin
    v_was.revision := p_reminder.revision;
    if v_was.state = 'invalid' then
        v_was.state := 'compute';
        v_was.state_reason := null;
    end if;
    -- Calculated for another zone, or with rules that are no more.
    if v_moved or (
        p_change.before ->> 'tzdata' is distinct from (select t.version from core.tzdata as t)
    ) then
        v_was.state := case when v_was.state = 'scheduled' then 'compute' else v_was.state end;
        v_was.next_occurrence := null;
        v_was.upcoming := '{}'::timestamptz[];
        v_was.ended := false;
        if v_moved and (p_reminder.after_done is null or v_was.counts_from is null) then
            v_was.accounted_until :=
                (v_was.accounted_until at time zone v_from) at time zone p_person.timezone;
        end if;
    end if;
    perform core.span_end(
        v_was.bucket, array[v_was.person_id], array[v_was.reminder_id], array['edited'], p_now
    );
    if p_change.due_at is not null or v_was.state in ('paused', 'waiting')
        -- Its next instant was to come, and no answer was awaited then.
        or v_was.state = 'compute' and p_reminder.after_done is not null then
        perform core.reminder_next_put(v_was);
        if v_was.state = 'waiting' and (
            core.occurrence_waiting(v_was.bucket, v_was.person_id, v_was.reminder_id)
        ).due_at is null then
            perform core.after_done_count(
                v_was.bucket, v_was.person_id, v_was.reminder_id, p_now
            );
        end if;
        perform core.claim_rewind(v_was.next_occurrence, p_now);
        perform core.wake(case v_was.state when 'scheduled' then 'oye_fire' else 'oye_calc' end);
    else
        v_was.state := 'paused';
        perform core.reminder_next_put(v_was);
        perform core.reminder_resume(v_was, p_now);
    end if;
    perform core.span_begin(v_was.bucket, array[v_was.person_id], array[v_was.reminder_id], p_now);
end;
$$;
comment on function core.reminder_next_restore(
    core.person, core.reminder, core.change, timestamptz
) is
'Gives a reminder the instants that it had before a change. Those that passed meanwhile are as '
'in a pause, but for the one that was passed over: that comes late. Where the zone or its rules '
'are others now, worker-calc calculates again. The caller holds the person and the narrow row.';
