create or replace function ops.restored(p_as_of timestamptz)
returns table (what text, total bigint)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_now timestamptz := core.now();
begin
    if p_as_of is null or p_as_of > v_now then
        perform core.problem(
            400, 'as_of_wrong',
            'The instant that the database was brought back to lies in the past: give that one.',
            'p_as_of'
        );
    end if;
    -- From here on what comes due late is marked: core.reminder_fire looks here.
    insert into core.restore (restored_at, as_of) values (v_now, p_as_of);

    -- No worker of that time will report what it held.
    update core.delivery_open as d set lease_until = v_now where d.lease_until > v_now;
    perform core.delivery_lapse(core.buckets(null), 2147483647, v_now);
    what := 'deliveries that are perhaps a repeat';
    update core.delivery_open as d
    set state = 'ready', worker = null, lease_until = null, unknowns = greatest(d.unknowns, 1)
    where d.kind <> 'update' and (
        d.state <> 'ready' or d.not_before <= v_now
        -- A back-off or a circuit had put it off, and may have let it go before its time.
        or (core.delivery_meant(d.person_id, d.delivery_id, d.due_at)).meant_at <= v_now
    );
    get diagnostics total = row_count;
    return next;
    update core.delivery_open as d set state = 'ready', worker = null, lease_until = null
    where d.kind = 'update' and d.state <> 'ready';
    what := 'reminders that came due since';
    select count(*) into total from core.reminder_next as n
    where n.state = 'scheduled' and n.next_occurrence <= v_now;
    return next;

    -- Numbers that were given out after as_of are not given again: a late report would be taken for
    -- another's, and an undo would hit another change.
    perform setval('core.fence', nextval('core.fence') + 1000000000);
    perform setval('core.change_id', nextval('core.change_id') + 1000000000);
    -- Transactions are counted anew in another cluster: what is told already must not lie ahead.
    update core.event as e set xid = '0' where e.xid >= pg_current_xact_id();
    update core.rewind as r set xid = '0';
    delete from core.worker_run;
end;
$$;
comment on function ops.restored(timestamptz) is
'To be called once after the database was brought back to p_as_of (a backup, a point in time), '
'before anybody else is let in. What was open then and is due now may have been sent since: it is '
'marked as perhaps a repeat, and so is what reminders tell of the time up to now. Leases end, a '
'send that was under way is noted as unknown, workers look at everything. Says how much of each '
'there is. Refuses (400) an instant that is not past. A second call marks what came due since.';
