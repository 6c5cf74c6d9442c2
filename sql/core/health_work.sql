create or replace function core.health_work(p_now timestamptz)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_due bigint;
    v_oldest double precision;
    v_lease double precision;
    v_backlog bigint;
    v_invalid bigint;
begin
    -- Bounded reads: how many is told up to 10,000; nobody needs it more exact when it is that bad.
    select count(*), coalesce(extract(epoch from p_now - min(t.at)), 0) into v_due, v_oldest
    from (
        (
            select n.next_occurrence as at
            from generate_series(0, 63) as b (bucket)
            cross join lateral (
                select m.next_occurrence from core.reminder_next as m
                where m.bucket = b.bucket and m.state = 'scheduled' and m.next_occurrence <= p_now
                order by m.next_occurrence
                limit 160
            ) as n
        )
        union all
        (
            select d.not_before
            from generate_series(0, 63) as b (bucket)
            cross join lateral (
                select o.not_before from core.delivery_open as o
                where o.bucket = b.bucket and o.state = 'ready' and not o.put_off
                    and o.not_before <= p_now
                order by o.not_before
                limit 160
            ) as d
        )
        union all
        (
            select o.not_before from core.delivery_open as o
            where o.state = 'ready' and o.put_off and o.not_before <= p_now
            order by o.not_before
            limit 10000
        )
    ) as t;
    select greatest(extract(epoch from p_now - min(l.lease_until)), 0) into v_lease
    from generate_series(0, 63) as b (bucket)
    cross join lateral (
        select o.lease_until from core.delivery_open as o
        where o.bucket = b.bucket and o.state in ('leased', 'sending')
        order by o.lease_until
        limit 1
    ) as l;
    select count(*) into v_backlog
    from (select from core.reminder_next as n where n.state = 'compute' limit 10000) as t;
    select count(*) into v_invalid
    from (select from core.reminder_next as n where n.state = 'invalid' limit 10000) as t;
    return jsonb_build_object(
        'due', v_due,
        'oldest_due_seconds', round(v_oldest::numeric, 1),
        'oldest_lease_seconds', coalesce(round(v_lease::numeric, 1), 0),
        'calc_backlog', v_backlog,
        'invalid', v_invalid
    );
end;
$$;
comment on function core.health_work(timestamptz) is
'What is due and for how long the oldest is; for how long the oldest lease is over that nobody has '
'taken up again (0: none is); what waits for worker-calc; what is invalid. Index probes, and '
'counts up to 10,000.';
