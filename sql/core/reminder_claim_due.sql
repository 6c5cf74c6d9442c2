create or replace function core.reminder_claim_due(
    p_buckets smallint[],
    p_limit integer,
    p_floor timestamptz,
    p_now timestamptz
)
returns integer
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_bucket smallint;
    v_persons uuid[];
    v_reminders integer[];
    v_taken integer := 0;
begin
    -- A plain read finds the buckets that have something due, the most overdue first; the rows are
    -- then locked bucket by bucket, so that each statement names one bucket.
    for v_bucket in
        select b.bucket
        from unnest(p_buckets) as b (bucket)
        cross join lateral (
            select n.next_occurrence from core.reminder_next as n
            where n.bucket = b.bucket and n.state = 'scheduled'
                and n.next_occurrence > p_floor and n.next_occurrence <= p_now
            order by n.next_occurrence
            limit 1
        ) as oldest
        order by oldest.next_occurrence
    loop
        -- Locked here, read in the next statement: a join in this one could pair a new revision's
        -- instant with the old revision's text.
        with due as materialized (
            select n.person_id, n.reminder_id from core.reminder_next as n
            where n.bucket = v_bucket
                and n.state = 'scheduled'           -- the partial index; only these have an instant
                and n.next_occurrence > p_floor     -- past the dead rows of what was done
                and n.next_occurrence <= p_now      -- a variable, or it is no index condition
            order by n.next_occurrence
            limit p_limit - v_taken
            for update skip locked                  -- what another worker holds is its work
        )
        select array_agg(d.person_id), array_agg(d.reminder_id)
        into v_persons, v_reminders
        from due as d;
        if v_persons is not null then
            perform core.reminder_fire_each(v_bucket, v_persons, v_reminders, p_now);
            v_taken := v_taken + cardinality(v_persons);
            exit when v_taken >= p_limit;
        end if;
    end loop;
    return v_taken;
end;
$$;
comment on function core.reminder_claim_due(
    smallint[], integer, timestamptz, timestamptz
) is
'Turns at most p_limit due reminders into occurrences and deliveries; returns how many it took. '
'Cost follows what is due, not what exists: one index probe a bucket, then the due rows.';
