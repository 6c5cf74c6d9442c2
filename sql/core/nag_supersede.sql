create or replace function core.nag_supersede(
    p_bucket smallint,
    p_persons uuid[],
    p_reminders integer[]
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    with open_nag as materialized (
        select d.person_id, d.delivery_id, d.due_at, d.unknowns
        from unnest(p_persons, p_reminders) as k (person_id, reminder_id)
        inner join core.delivery_open as d
            on d.bucket = p_bucket and d.person_id = k.person_id and d.reminder_id = k.reminder_id
        where d.kind = 'nag' and d.state <> 'sending'
        -- What is about to be sent is let go: after it no other is made.
        for update of d skip locked
    ),

    gone as (
        delete from core.delivery_open as d using open_nag as n
        where d.bucket = p_bucket and d.person_id = n.person_id and d.delivery_id = n.delivery_id
    )

    update core.delivery as d
    set
        -- As core.delivery_close has it.
        outcome = case when n.unknowns > 0 then 'unknown' else 'cancelled' end,
        reason = case when n.unknowns > 0 then 'then_' else '' end || 'came_due_again'
    from open_nag as n
    where d.bucket = p_bucket and d.person_id = n.person_id and d.delivery_id = n.delivery_id
        and d.due_at = n.due_at;
end;
$$;
comment on function core.nag_supersede(smallint, uuid[], integer[]) is
'Reminders of one bucket came due again, their narrow rows held by the caller: they no longer nag '
'of the time before. Waits for nobody.';
