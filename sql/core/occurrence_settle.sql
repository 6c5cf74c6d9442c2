create or replace function core.occurrence_settle(
    p_bucket smallint,
    p_person uuid,
    p_reminder integer,
    p_due_at timestamptz,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_before core.occurrence;
    v_outcome text;
    v_reason text;
begin
    select o.* into v_before from core.occurrence as o
    where o.bucket = p_bucket and o.person_id = p_person and o.reminder_id = p_reminder
        and o.due_at = p_due_at
    for update;
    -- Delivered is final, whatever comes after it.
    if not found or v_before.outcome = 'delivered' then
        return;
    end if;
    select
        case
            when bool_or(d.outcome = 'sent') then 'delivered'
            when bool_or(d.outcome is null) then 'pending'
            when bool_or(d.outcome = 'unknown') then 'unknown'
            when bool_or(d.outcome = 'failed') then 'failed'
            else 'skipped'
        end,
        (
            array_agg(
                d.reason
                order by
                    d.outcome = 'unknown' desc, d.outcome = 'failed' desc,
                    d.reason like 'then\_%', d.created_at desc
            ) filter (where d.outcome <> 'sent')
        )[1]
    into v_outcome, v_reason
    from core.delivery as d
    where d.bucket = p_bucket and d.person_id = p_person and d.reminder_id = p_reminder
        and d.due_at = p_due_at
    having count(*) > 0;
    -- No delivery belongs to it; nothing changed; or a missed one's snooze was taken back.
    if not found or v_outcome = v_before.outcome
        or v_before.outcome = 'missed' and v_outcome in ('skipped', 'pending') then
        return;
    end if;
    update core.occurrence as o
    set
        outcome = v_outcome,
        outcome_reason = case when v_outcome in ('unknown', 'failed', 'skipped') then v_reason end,
        delivered_at = case when v_outcome = 'delivered' then p_now end
    where o.bucket = p_bucket and o.person_id = p_person and o.reminder_id = p_reminder
        and o.due_at = p_due_at;
    -- What is done is nobody's loss.
    if v_outcome in ('failed', 'unknown') and v_before.answer <> 'done' then
        perform core.event_add(v_before, v_outcome, p_now, v_reason);
    end if;
    -- A failed occurrence never ends its series: what waits for an answer counts from it, and so
    -- it does where a first send perhaps arrived and the rest was refused or taken back.
    if v_outcome in ('failed', 'skipped') or v_outcome = 'unknown' and v_reason like 'then\_%' then
        perform core.after_done_count(p_bucket, p_person, p_reminder, p_now);
    end if;
end;
$$;
comment on function core.occurrence_settle(smallint, uuid, integer, timestamptz, timestamptz) is
'Brings an occurrence''s outcome in line with its deliveries: one sent is delivered, one open is '
'pending, else unknown before failed before skipped. Never touches the answer. The caller holds '
'the narrow row where the reminder waits for an answer.';
