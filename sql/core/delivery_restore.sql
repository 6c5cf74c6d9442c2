create or replace function core.delivery_restore(
    p_change core.change,
    p_answered boolean,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_was core.delivery_open[] := array(
        select d from jsonb_populate_recordset(
            null::core.delivery_open, coalesce(p_change.before -> 'open', '[]')
        ) as d
        order by d.delivery_id
    );
    v_quiet boolean := p_answered and exists (
        select from core.reminder_next as n
        where n.bucket = p_change.bucket and n.person_id = p_change.person_id
            and n.reminder_id = p_change.reminder_id and n.state = 'paused'
    );
    v_due_at timestamptz;
begin
    if p_answered then
        perform core.delivery_cancel(
            p_change.bucket, p_change.person_id, p_change.reminder_id, p_change.due_at, 'undone',
            p_now,
            p_spared => array(select w.delivery_id from unnest(v_was) as w)
        );
    end if;
    -- Its send was under way and is awaited: if need be it is tried again.
    update core.delivery_open as d set cancelled = null
    from unnest(v_was) as w
    where d.bucket = p_change.bucket and d.person_id = p_change.person_id
        and d.delivery_id = w.delivery_id;
    with again as (
        update core.delivery as d set outcome = null, reason = null
        from unnest(v_was) as w
        inner join core.occurrence as o
            on o.bucket = w.bucket and o.person_id = w.person_id
            and o.reminder_id = w.reminder_id and o.due_at = w.due_at and o.answer <> 'done'
        where d.bucket = p_change.bucket and d.person_id = p_change.person_id
            and d.delivery_id = w.delivery_id and d.due_at = w.due_at
            and not v_quiet
            -- Or perhaps it had arrived before it was cancelled (core.delivery_close).
            and (
                d.outcome = 'cancelled' or d.outcome = 'unknown' and d.reason in (
                    'then_answered', 'then_deleted', 'then_paused', 'then_new_time', 'then_edited',
                    'then_undone'
                )
            )
        returning d.delivery_id, d.not_before
    )

    insert into core.delivery_open (
        bucket, person_id, delivery_id, due_at, reminder_id, channel_id, channel_kind, kind, nth,
        not_before, held_until, attempts, unknowns
    )
    select
        w.bucket, w.person_id, w.delivery_id, w.due_at, w.reminder_id, w.channel_id,
        w.channel_kind, w.kind, w.nth, w.not_before, w.held_until, w.attempts,
        -- Before a restore it may have been sent, undone there as it is here.
        greatest(w.unknowns, core.restored_since(a.not_before)::integer)
    from unnest(v_was) as w
    inner join again as a on a.delivery_id = w.delivery_id;
    for v_due_at in
        select w.due_at from unnest(v_was) as w
        union
        select p_change.due_at where p_change.due_at is not null
        order by 1
    loop
        perform core.occurrence_settle(
            p_change.bucket, p_change.person_id, p_change.reminder_id, v_due_at, p_now
        );
    end loop;
end;
$$;
comment on function core.delivery_restore(core.change, boolean, timestamptz) is
'Lets what a change cancelled be sent after all; of an answer (p_answered), cancels what it had '
'made. What was sent stays sent; what is done, or paused since, stays quiet. The caller holds '
'narrow row and occurrence.';
