create or replace function core.delivery_lease(
    p_worker text,
    p_buckets smallint[],
    p_limit integer,
    p_lease interval,
    p_floor timestamptz,
    p_now timestamptz
)
returns setof core.delivery_open
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_bucket smallint;
    v_left integer := p_limit;
    v_count integer;
    v_persons uuid[];
    v_deliveries uuid[];
    v_nags boolean;
begin
    for v_bucket in
        select b.bucket
        from unnest(p_buckets) as b (bucket)
        cross join lateral (
            (
                select d.not_before as due, null::timestamptz as over from core.delivery_open as d
                where d.bucket = b.bucket and d.state = 'ready'
                    and d.not_before > p_floor and d.not_before <= p_now
                order by d.not_before
                limit 1
            )
            union all
            (
                select d.not_before, d.lease_until from core.delivery_open as d
                where d.bucket = b.bucket and d.state in ('leased', 'sending')
                    and d.lease_until <= p_now
                order by d.lease_until
                limit 1
            )
        ) as oldest
        group by b.bucket
        -- What a dead worker held comes before any backlog, however old; and among that whose lease
        -- was over first, or one that kills each worker would always be first in line.
        order by min(oldest.over) nulls last, min(oldest.due)
    loop
        exit when v_left <= 0;
        with ready as materialized (
            select d.bucket, d.person_id, d.delivery_id, d.kind from core.delivery_open as d
            where d.bucket = v_bucket and d.state = 'ready'
                and d.not_before > p_floor and d.not_before <= p_now
            order by d.not_before
            limit v_left
            for update skip locked
        ),

        expired as materialized (
            select d.bucket, d.person_id, d.delivery_id, d.kind from core.delivery_open as d
            where d.bucket = v_bucket and d.state in ('leased', 'sending')
                and d.lease_until <= p_now
                -- core.delivery_lapse settles these: they may not be sent again.
                and not (
                    d.state = 'sending' and (d.unknowns > 0 or d.cancelled is not null)
                    and d.kind <> 'update'
                )
            order by d.lease_until
            limit v_left
            for update skip locked
        ),

        taken as (
            select e.* from expired as e
            union all
            select r.* from ready as r
            limit v_left
        )

        select array_agg(t.person_id), array_agg(t.delivery_id), bool_or(t.kind = 'nag')
        into v_persons, v_deliveries, v_nags
        from taken as t;
        continue when v_persons is null;
        if v_nags then
            perform core.nag_lapse(v_bucket, v_persons, v_deliveries, p_now);
        end if;
        -- Locked above, judged and read here.
        return query
        update core.delivery_open as d
        set
            state = case when q.held_until is null then 'leased' else 'ready' end,
            worker = case when q.held_until is null then p_worker end,
            fence = nextval('core.fence'),
            lease_until = case when q.held_until is null then p_now + p_lease end,
            not_before = coalesce(q.held_until, d.not_before),
            held_until = coalesce(q.held_until, d.held_until),
            -- It was being sent when its lease ran out: perhaps it arrived.
            unknowns = d.unknowns + (d.state = 'sending')::integer
        from core.quiet_defer(v_bucket, v_persons, v_deliveries, p_now) as q
        where d.bucket = v_bucket and d.person_id = q.person_id and d.delivery_id = q.delivery_id
        returning d.*;
        get diagnostics v_count = row_count;
        v_left := v_left - v_count;
    end loop;
end;
$$;
comment on function core.delivery_lease(
    text, smallint[], integer, interval, timestamptz, timestamptz
) is
'Leases at most p_limit deliveries: those whose lease ran out, then those that are due. A lease '
'that ran out before the send began is simply retaken; one that ran out in the middle of it '
'counts as an unknown. What quiet hours hold is not leased: it is put off to their end, and '
'returned as ready; a nag whose time is over is cancelled. The caller has settled before what may '
'not be sent (core.delivery_lapse).';
