create or replace function core.reminder_pass(
    p_person core.person,
    p_hot core.reminder_next,
    p_answer text,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_reminder core.reminder;
    v_zone text;
    v_occurrence core.occurrence;
    v_once boolean;
begin
    select r.* into v_reminder from core.reminder as r
    where r.bucket = p_hot.bucket and r.person_id = p_hot.person_id
        and r.reminder_id = p_hot.reminder_id;
    v_zone := core.zone_of(p_person, v_reminder.timezone);
    v_once := core.is_once(v_reminder);
    insert into core.occurrence (
        bucket, person_id, reminder_id, due_at, slot, timezone, revision, text, channels, outcome,
        outcome_reason, answer, answered_at, nag_every, nag_times, nag_for, urgent, reference,
        created_at
    )
    select
        p_hot.bucket, p_hot.person_id, p_hot.reminder_id, p_hot.next_occurrence,
        p_hot.next_occurrence at time zone v_zone, v_zone, v_reminder.revision, v_reminder.text,
        c.named, 'skipped', case p_answer when 'done' then 'done_early' else 'skipped' end, p_answer,
        case when p_answer <> 'none' then p_now end, v_reminder.nag_every, v_reminder.nag_times,
        v_reminder.nag_for, v_reminder.urgent, v_reminder.reference, p_now
    from core.channels_named(p_hot.bucket, p_hot.person_id, v_reminder.channels) as c
    on conflict do nothing
    returning * into v_occurrence;
    if v_once or p_hot.ended and p_hot.upcoming = '{}' and v_reminder.after_done is null then
        perform core.reminder_finish(
            p_hot.bucket, array[p_hot.person_id], array[p_hot.reminder_id],
            array[case when v_once then 'done' else 'ended' end],
            array[
                (
                    core.occurrence_waiting(p_hot.bucket, p_hot.person_id, p_hot.reminder_id)
                ).due_at is not null
            ],
            p_now
        );
    else
        update core.reminder_next as n
        set
            state = case when n.upcoming = '{}' then 'compute' else 'scheduled' end,
            next_occurrence = n.upcoming[1],
            upcoming = coalesce(n.upcoming[2:], '{}'),
            accounted_until = greatest(n.accounted_until, n.next_occurrence),
            -- The first one is counted as if it had been answered when it was due: a wait from now
            -- might end before that.
            counts_from = case
                when n.counts_from is null then greatest(p_now, n.next_occurrence) else p_now
            end
        where n.bucket = p_hot.bucket and n.person_id = p_hot.person_id
            and n.reminder_id = p_hot.reminder_id;
        perform core.wake('oye_calc');
    end if;
    if v_occurrence.reminder_id is not null then
        perform core.event_add(
            v_occurrence, case p_answer when 'done' then 'done' else 'skipped' end, p_now
        );
    end if;
end;
$$;
comment on function core.reminder_pass(core.person, core.reminder_next, text, timestamptz) is
'Passes over the next occurrence of a reminder whose narrow row the caller holds: recorded as '
'skipped (p_answer none, or done where it was done early), and the reminder goes on to the one '
'after it.';
