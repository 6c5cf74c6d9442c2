create or replace function core.delivery_line(
    p_buckets smallint[],
    p_limit integer,
    p_floor timestamptz,
    p_now timestamptz
)
returns table (line integer, bucket smallint)
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with put_off as materialized (
        select d.bucket, d.not_before from core.delivery_open as d
        where d.bucket = any(p_buckets) and d.state = 'ready' and d.put_off
            and d.not_before > p_floor and d.not_before <= p_now
        order by d.not_before
        limit p_limit
    )

    select found.line, found.bucket
    from (
        select l.line, o.bucket, min(o.not_before) as since
        from put_off as o
        cross join (values (2), (4)) as l (line)
        group by l.line, o.bucket
        union all
        select oldest.line, b.bucket, oldest.since
        from unnest(p_buckets) as b (bucket)
        cross join lateral (
            (
                select 1 as line, d.lease_until as since from core.delivery_open as d
                where d.bucket = b.bucket and d.state in ('leased', 'sending')
                    and d.lease_until <= p_now
                order by d.lease_until
                limit 1
            )
            union all
            (
                select 3, d.not_before from core.delivery_open as d
                where d.bucket = b.bucket and d.state = 'ready' and not d.put_off
                    and d.not_before > p_floor and d.not_before <= p_now
                order by d.not_before
                limit 1
            )
        ) as oldest
    ) as found
    order by found.line, found.since;
end;
$$;
comment on function core.delivery_line(smallint[], integer, timestamptz, timestamptz) is
'Where something is to be leased, in the order in which it is leased. Line 1: what a dead worker '
'held, before any backlog, however old; whose lease was over first, or one that kills each worker '
'would always be first. Line 2: what was put off and is due again, as far as p_limit reaches. Line '
'3: all else that is due, by time. Line 4: what line 2 had no share for. A plain read: two index '
'probes a bucket, and one.';
