create or replace function core.nag_lapse(
    p_bucket smallint,
    p_persons uuid[],
    p_deliveries uuid[],
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.delivery_close(d, 'cancelled', 'nag_over', null, p_now)
    from unnest(p_persons, p_deliveries) as k (person_id, delivery_id)
    inner join core.delivery_open as d
        on d.bucket = p_bucket and d.person_id = k.person_id and d.delivery_id = k.delivery_id
    inner join core.occurrence as o
        on o.bucket = p_bucket and o.person_id = d.person_id and o.reminder_id = d.reminder_id
        and o.due_at = d.due_at
    -- What perhaps arrived is repeated, as any other.
    where d.kind = 'nag' and d.state <> 'sending' and d.unknowns = 0
        and greatest(o.due_at, o.snoozed_until) + o.nag_for < p_now;
end;
$$;
comment on function core.nag_lapse(smallint, uuid[], uuid[], timestamptz) is
'Cancels, of a bucket''s deliveries that the caller holds, the nags whose time is over: a night or '
'a downtime has put them off beyond it. Their occurrences are delivered, and stay so.';
