create or replace function core.delivery_take(
    p_line integer,
    p_bucket smallint,
    p_limit integer,
    p_floor timestamptz,
    p_now timestamptz
)
returns table (persons uuid[], deliveries uuid[], nags boolean)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    -- Each is a scan of an index of its own; those that are not asked for are not begun.
    return query
    with expired as materialized (
        select d.person_id, d.delivery_id, d.kind from core.delivery_open as d
        where p_line = 1
            and d.bucket = p_bucket and d.state in ('leased', 'sending')
            and d.lease_until <= p_now
            -- core.delivery_lapse settles these: they may not be sent again.
            and not (
                d.state = 'sending' and (d.unknowns > 0 or d.cancelled is not null)
                and d.kind <> 'update'
            )
        order by d.lease_until
        limit p_limit
        for update skip locked
    ),

    put_off as materialized (
        select d.person_id, d.delivery_id, d.kind from core.delivery_open as d
        where p_line in (2, 4)
            and d.bucket = p_bucket and d.state = 'ready' and d.put_off
            and d.not_before > p_floor and d.not_before <= p_now
        order by d.not_before
        limit p_limit
        for update skip locked
    ),

    due as materialized (
        select d.person_id, d.delivery_id, d.kind from core.delivery_open as d
        where p_line = 3
            and d.bucket = p_bucket and d.state = 'ready' and not d.put_off
            and d.not_before > p_floor and d.not_before <= p_now
        order by d.not_before
        limit p_limit
        for update skip locked
    ),

    taken as (
        select e.* from expired as e
        union all
        select o.* from put_off as o
        union all
        select r.* from due as r
    )

    select array_agg(t.person_id), array_agg(t.delivery_id), bool_or(t.kind = 'nag')
    from taken as t;
end;
$$;
comment on function core.delivery_take(
    integer, smallint, integer, timestamptz, timestamptz
) is
'Locks at most p_limit deliveries of one line (core.delivery_line) in one bucket, and passes over '
'what somebody else holds: who they are, and whether a nag is among them. Nulls where there are '
'none.';
