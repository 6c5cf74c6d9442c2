create or replace function core.reminder_resume(
    p_hot core.reminder_next,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_reminder core.reminder;
    v_once boolean;
    v_known timestamptz[] := '{}'::timestamptz[];
    v_state text;
    v_waiting core.occurrence;
begin
    select r.* into v_reminder from core.reminder as r
    where r.bucket = p_hot.bucket and r.person_id = p_hot.person_id
        and r.reminder_id = p_hot.reminder_id;
    v_once := core.is_once(v_reminder);
    -- What passed in the pause was not expected, but for a one-off, which fires late.
    if p_hot.next_occurrence is not null then
        select coalesce(array_agg(k.at order by k.at), '{}') into v_known
        from unnest(p_hot.next_occurrence || p_hot.upcoming) as k (at)
        where k.at > p_now or v_once or v_reminder.after_done is not null;
    end if;
    v_waiting := core.occurrence_waiting(p_hot.bucket, p_hot.person_id, p_hot.reminder_id);
    v_state := case
        when v_known <> '{}' then 'scheduled'
        -- Of those that it counts from at once (core.occurrence_settle) no answer is awaited.
        when v_reminder.after_done is not null and v_waiting.outcome <> 'failed'
            and coalesce(v_waiting.outcome_reason, '') not like 'then\_%' then 'waiting'
        else 'compute'
    end;
    update core.reminder_next as n
    set
        state = v_state,
        next_occurrence = v_known[1],
        upcoming = coalesce(v_known[2:], '{}'),
        ended = n.ended and v_known <> '{}',
        accounted_until = case
            when v_once or v_reminder.after_done is not null then n.accounted_until
            else greatest(n.accounted_until, p_now)
        end
    where n.bucket = p_hot.bucket and n.person_id = p_hot.person_id
        and n.reminder_id = p_hot.reminder_id;
    perform core.span_begin(
        p_hot.bucket, array[p_hot.person_id], array[p_hot.reminder_id], p_now
    );
    perform core.claim_rewind(v_known[1], p_now);
    perform core.wake(case v_state when 'scheduled' then 'oye_fire' else 'oye_calc' end);
end;
$$;
comment on function core.reminder_resume(core.reminder_next, timestamptz) is
'Ends the pause of a reminder whose narrow row the caller holds.';
