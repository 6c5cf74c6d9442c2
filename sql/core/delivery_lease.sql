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
    v_line record;
    v_left integer := p_limit;
    -- Half of a claim (of one: every other, by chance), since what is for a host that hangs is back
    -- all the time, and others are to be sent as well.
    v_back integer := (p_limit + (random() < 0.5)::integer) / 2;
    v_count integer;
    v_persons uuid[];
    v_deliveries uuid[];
    v_nags boolean;
begin
    for v_line in
        select l.line, l.bucket
        from core.delivery_line(p_buckets, p_limit, p_floor, p_now) as l
    loop
        exit when v_left <= 0;
        continue when v_line.line = 2 and v_back = 0;
        select t.persons, t.deliveries, t.nags into v_persons, v_deliveries, v_nags
        from core.delivery_take(
            v_line.line, v_line.bucket,
            case when v_line.line = 2 then least(v_left, v_back) else v_left end, p_floor, p_now
        ) as t;
        continue when v_persons is null;
        if v_nags then
            perform core.nag_lapse(v_line.bucket, v_persons, v_deliveries, p_now);
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
            put_off = q.held_until is null and (d.put_off or v_line.line = 1),
            -- It was being sent when its lease ran out: perhaps it arrived.
            unknowns = d.unknowns + (d.state = 'sending')::integer
        from core.quiet_defer(v_line.bucket, v_persons, v_deliveries, p_now) as q
        where d.bucket = v_line.bucket and d.person_id = q.person_id
            and d.delivery_id = q.delivery_id
        returning d.*;
        get diagnostics v_count = row_count;
        v_left := v_left - v_count;
        v_back := v_back - case when v_line.line = 2 then v_count else 0 end;
    end loop;
end;
$$;
comment on function core.delivery_lease(
    text, smallint[], integer, interval, timestamptz, timestamptz
) is
'Leases at most p_limit deliveries: those whose lease ran out, then, in half of the limit, those '
'that were put off and are due again, then the others (core.delivery_line). A lease that ran '
'out before the send began is simply retaken; one that ran out in the middle of it counts as an '
'unknown. What quiet hours hold is not leased: it is put off to their end, and returned as ready; '
'a nag whose time is over is cancelled. The caller has settled before what may not be sent '
'(core.delivery_lapse).';
