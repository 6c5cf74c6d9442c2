create or replace function core.delivery_lapse(
    p_buckets smallint[],
    p_limit integer,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_open core.delivery_open;
begin
    -- Read without locks: settling checks the fence under them.
    for v_open in
        select lapsed.*
        from unnest(p_buckets) as b (bucket)
        cross join lateral (
            select d.* from core.delivery_open as d
            where d.bucket = b.bucket and d.state in ('leased', 'sending') and d.lease_until <= p_now
            order by d.lease_until
            limit p_limit
        ) as lapsed
        -- An edit may be made again however often.
        where lapsed.state = 'sending' and lapsed.kind <> 'update'
        order by lapsed.person_id, lapsed.reminder_id
    loop
        begin
            if v_open.unknowns > 0 or v_open.cancelled is not null then
                perform from core.reminder_next as n
                where n.bucket = v_open.bucket and n.person_id = v_open.person_id
                    and n.reminder_id = v_open.reminder_id
                for update nowait;
                perform from core.occurrence as o
                where o.bucket = v_open.bucket and o.person_id = v_open.person_id
                    and o.reminder_id = v_open.reminder_id and o.due_at = v_open.due_at
                for update nowait;
            end if;
            -- An attempt is written by whoever holds its delivery.
            perform from core.delivery_open as d
            where d.bucket = v_open.bucket and d.person_id = v_open.person_id
                and d.delivery_id = v_open.delivery_id
            for update nowait;
            if v_open.unknowns > 0 or v_open.cancelled is not null then
                perform core.delivery_settle(
                    v_open, v_open.fence, 'unknown', 'lease_expired', null, null, p_now
                );
            else
                update core.attempt as a
                set outcome = 'unknown', reason = 'lease_expired', ended_at = p_now
                where a.bucket = v_open.bucket and a.person_id = v_open.person_id
                    and a.delivery_id = v_open.delivery_id and a.due_at = v_open.due_at
                    and a.fence = v_open.fence and a.outcome is null;
            end if;
        exception
            -- One session that hangs would otherwise keep every worker from its claims.
            when lock_not_available then null;
        end;
    end loop;
end;
$$;
comment on function core.delivery_lapse(smallint[], integer, timestamptz) is
'Notes as unknown the sends whose lease ran out, and settles those that may not be repeated: a '
'second unknown, or one that was cancelled meanwhile. Waits for nobody: what somebody holds is '
'left to a later claim.';
