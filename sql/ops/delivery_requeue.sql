create or replace function ops.delivery_requeue(
    p_since timestamptz,
    p_until timestamptz default null,
    p_channel_kind text default null,
    p_reason text default null,
    p_limit integer default 1000
)
returns integer
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_count integer := 0;
    v_dead record;
    v_occurrence core.occurrence;
begin
    for v_dead in
        select d.*
        from (
            select o.bucket, o.person_id, o.reminder_id, o.due_at
            from core.dead_letters(p_since, p_until, p_channel_kind, p_reason) as o
            where core.occurrence_usable(o, p_channel_kind) <> '{}'
                -- Its person wants quiet, and may send it by `retry`.
                and not exists (
                    select from core.reminder_next as n
                    where n.bucket = o.bucket and n.person_id = o.person_id
                        and n.reminder_id = o.reminder_id and n.state = 'paused'
                )
            order by o.due_at
            limit least(greatest(p_limit, 1), 10000)
        ) as d
        order by d.person_id, d.reminder_id, d.due_at
    loop
        v_occurrence := core.occurrence_hold(
            v_dead.bucket, v_dead.person_id, v_dead.reminder_id, v_dead.due_at
        );
        -- Answered, or sent again, since it was found.
        continue when not core.occurrence_is_dead(v_occurrence);
        perform core.occurrence_retry(
            v_occurrence, core.occurrence_usable(v_occurrence, p_channel_kind), v_now
        );
        v_count := v_count + 1;
    end loop;
    -- A large batch takes its time, and by then the workers' floors may be beyond v_now.
    perform core.claim_rewind(v_now, core.now());
    return v_count;
end;
$$;
comment on function ops.delivery_requeue(timestamptz, timestamptz, text, text, integer) is
'Sends dead letters of anybody again (core.occurrence_retry), the oldest first: due from p_since '
'until p_until (now), sent in vain on a channel of this kind, for this reason; null means any. '
'At most p_limit (10,000) a call; returns how many, 0 when none is left. Those whose channels are '
'all disabled stay, and so do those of paused reminders. Reads the history of the period. Locks '
'narrow row, reminder, occurrence, delivery of each, by person, then rewind.';
