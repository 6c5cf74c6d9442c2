create or replace function calc.reminder_claim(
    p_worker text,
    p_limit integer,
    p_buckets smallint[] default null
)
returns table (
    person_id uuid,
    reminder_id integer,
    revision integer,
    zone text,
    starts_at timestamp,
    timezone text,
    recurrence text[],
    after_done text,
    catch_up text,
    grace interval,
    accounted_until timestamptz,
    counts_from timestamptz,
    claimed_at timestamptz
)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_now timestamptz := core.now();
    v_bucket smallint;
    v_persons uuid[];
    v_reminders integer[];
    v_left integer := least(greatest(p_limit, 1), 1000);
begin
    for v_bucket in
        select b.bucket
        from unnest(core.buckets(p_buckets)) as b (bucket)
        cross join lateral (
            select n.accounted_until from core.reminder_next as n
            where n.bucket = b.bucket and n.state = 'compute'
            order by n.accounted_until
            limit 1
        ) as oldest
        order by oldest.accounted_until
    loop
        exit when v_left <= 0;
        -- Locked here, read in the next statement, as in core.reminder_claim_due.
        with to_compute as materialized (
            select n.person_id, n.reminder_id from core.reminder_next as n
            where n.bucket = v_bucket and n.state = 'compute'
            order by n.accounted_until
            limit v_left
            for update skip locked
        )
        select array_agg(c.person_id), array_agg(c.reminder_id)
        into v_persons, v_reminders
        from to_compute as c;
        continue when v_persons is null;
        v_left := v_left - cardinality(v_persons);
        return query
        select
            n.person_id, n.reminder_id, n.revision, core.zone_of(p, r.timezone), r.starts_at,
            r.timezone, r.recurrence, r.after_done, r.catch_up,
            core.grace_of(p, r.grace, r.urgent, v_now), n.accounted_until, n.counts_from, v_now
        from unnest(v_persons, v_reminders) as k (person_id, reminder_id)
        inner join core.reminder_next as n
            on n.bucket = v_bucket and n.person_id = k.person_id and n.reminder_id = k.reminder_id
        inner join core.reminder as r
            on r.bucket = v_bucket and r.person_id = k.person_id and r.reminder_id = k.reminder_id
        inner join core.person as p on p.bucket = v_bucket and p.person_id = k.person_id;
    end loop;
    perform core.worker_seen('calc', p_worker, v_now);
end;
$$;
comment on function calc.reminder_claim(text, integer, smallint[]) is
'At most p_limit reminders (1,000 at the most) whose next_occurrence is to be calculated, locked '
'until the transaction ends; what others hold is passed over. Compute and settle in the same '
'transaction, and keep it short (200 ms): an edit of one of these waits for it. claimed_at is '
'the database''s now; grace reaches to the beginning of quiet hours that it reaches into.';
