create or replace function core.delivery_settle(
    p_open core.delivery_open,
    p_fence bigint,
    p_outcome text,
    p_reason text,
    p_retry_after integer,
    p_provider_id text,
    p_now timestamptz
)
returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_open core.delivery_open;
    v_occurrence core.occurrence;
    v_final text;
    v_reason text := left(p_reason, 200);
    v_lost record;
begin
    if p_open.kind = 'update' then
        return core.update_settle(p_open, p_fence, p_outcome, p_retry_after, p_now);
    end if;
    -- The lock order: narrow row, occurrence, delivery.
    perform from core.reminder_next as n
    where n.bucket = p_open.bucket and n.person_id = p_open.person_id
        and n.reminder_id = p_open.reminder_id
    for update;
    select o.* into v_occurrence from core.occurrence as o
    where o.bucket = p_open.bucket and o.person_id = p_open.person_id
        and o.reminder_id = p_open.reminder_id and o.due_at = p_open.due_at
    for update;
    select d.* into v_open from core.delivery_open as d
    where d.bucket = p_open.bucket and d.person_id = p_open.person_id
        and d.delivery_id = p_open.delivery_id
    for update;

    update core.attempt as a
    set
        outcome = p_outcome, reason = v_reason, ended_at = p_now,
        stale = v_open.fence is distinct from p_fence
    where a.bucket = p_open.bucket and a.person_id = p_open.person_id
        and a.delivery_id = p_open.delivery_id and a.due_at = p_open.due_at and a.fence = p_fence
        -- The same report again, where the answer to the first was lost, is no duplicate send.
        and (a.outcome, a.stale) is distinct from (p_outcome, false);
    if v_open.fence is distinct from p_fence or v_open.delivery_id is null then
        return 'stale';
    end if;
    -- Nor does it count twice: it is due again already.
    if v_open.state = 'ready' then
        return 'retry';
    end if;

    v_final := case
        when p_outcome = 'sent' then 'sent'
        when p_outcome in ('rejected', 'permanent') then 'failed'
        when p_outcome = 'unknown' and (v_open.unknowns > 0 or v_open.cancelled is not null)
            then 'unknown'
        when v_open.cancelled is not null then 'cancelled'
        when p_outcome <> 'unknown' and core.delivery_gives_up(v_open, p_now) then 'failed'
    end;
    if v_final is null then
        update core.delivery_open as d
        set
            state = 'ready', worker = null, lease_until = null,
            not_before = p_now + core.delivery_backoff(p_outcome, v_open.attempts, p_retry_after),
            -- What was told when to come again has not failed by itself.
            attempts = greatest(
                d.attempts - (p_outcome = 'limited' or p_retry_after is not null)::integer, 0
            ),
            unknowns = d.unknowns + (p_outcome = 'unknown')::integer,
            alone = d.alone or p_outcome = 'split',
            queued = null,
            -- Its time had come, and nobody but its worker is to blame.
            put_off = p_reason is not distinct from 'stood_still'
        where d.bucket = v_open.bucket and d.person_id = v_open.person_id
            and d.delivery_id = v_open.delivery_id;
        return 'retry';
    end if;

    perform core.delivery_close(
        v_open, v_final,
        case
            when v_final = 'cancelled' then v_open.cancelled
            when v_final <> 'sent' then coalesce(v_reason, p_outcome)
        end,
        p_provider_id, p_now
    );
    perform core.occurrence_settle(
        v_open.bucket, v_open.person_id, v_open.reminder_id, v_open.due_at, p_now
    );
    -- Delivered is final; that it was to be told again, and was not, is told beside it.
    if v_final <> 'sent' and v_open.kind <> 'nag' and v_occurrence.outcome = 'delivered' then
        select l.* into v_lost from core.snooze_lost(v_occurrence) as l;
        if v_lost.outcome is not null then
            perform core.event_add(v_occurrence, v_lost.outcome, p_now, v_lost.reason);
        end if;
    end if;
    if v_final = 'sent' and v_open.kind <> 'first' then
        perform core.event_add(v_occurrence, 'again', p_now);
    end if;
    if v_final = 'sent' and v_occurrence.nag_every is not null and v_open.channel_kind <> 'inbox'
        and coalesce(v_open.cancelled, 'edited') = 'edited' and v_occurrence.answer <> 'done' then
        perform core.nag_add(v_occurrence, v_open.channel_id, p_now, p_now);
    end if;
    return 'settled';
end;
$$;
comment on function core.delivery_settle(
    core.delivery_open, bigint, text, text, integer, text, timestamptz
) is
'Takes the report of one send: settled, retry (it is due again later), or stale (another claim '
'holds the fence, or it is settled: only the attempt''s row changes). What was sent is followed by '
'its nag; what perhaps arrived before it failed is unknown (core.delivery_close). Locks narrow '
'row, occurrence, delivery; who settles several goes by person and reminder, ascending.';
