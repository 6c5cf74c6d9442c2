create or replace function core.occurrence_retry(
    p_occurrence core.occurrence,
    p_channels integer[],
    p_now timestamptz
)
returns integer
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_again integer[];
    v_made integer;
begin
    with last as materialized (
        select distinct on (d.channel_id) d.delivery_id, d.outcome
        from core.delivery as d
        where d.bucket = p_occurrence.bucket and d.person_id = p_occurrence.person_id
            and d.reminder_id = p_occurrence.reminder_id and d.due_at = p_occurrence.due_at
            and d.channel_id = any(p_channels) and d.kind <> 'nag'
            and d.outcome in ('failed', 'unknown')
        order by d.channel_id, d.created_at desc, d.nth desc
    ),

    again as (
        update core.delivery as d set outcome = null, reason = null, not_before = p_now
        from last as l
        where d.bucket = p_occurrence.bucket and d.person_id = p_occurrence.person_id
            and d.delivery_id = l.delivery_id and d.due_at = p_occurrence.due_at
        returning d.*, l.outcome as was
    ),

    opened as (
        insert into core.delivery_open (
            bucket, person_id, delivery_id, due_at, reminder_id, channel_id, channel_kind, kind,
            nth, not_before, unknowns
        )
        select
            a.bucket, a.person_id, a.delivery_id, a.due_at, a.reminder_id, a.channel_id,
            a.channel_kind, a.kind, a.nth, p_now,
            -- Perhaps it arrived, so this is perhaps a repeat, and says so.
            (
                a.was = 'unknown' or core.restored_since(a.due_at) or exists (
                    select from core.attempt as t
                    where t.bucket = a.bucket and t.person_id = a.person_id
                        and t.delivery_id = a.delivery_id and t.due_at = a.due_at
                        -- Without an outcome: it was never reported.
                        and (coalesce(t.outcome, 'unknown') = 'unknown' or t.stale)
                )
            )::integer
        from again as a
        returning channel_id
    )

    select coalesce(array_agg(o.channel_id), '{}') into v_again from opened as o;
    v_made := core.delivery_make(
        p_occurrence,
        array(select c.id from unnest(p_channels) as c (id) where c.id <> all(v_again)),
        'first', p_now, p_now
    ) + cardinality(v_again);
    update core.occurrence as o
    set channels = array(
        select distinct c.id from unnest(o.channels || p_channels) as c (id) order by c.id
    )
    where o.bucket = p_occurrence.bucket and o.person_id = p_occurrence.person_id
        and o.reminder_id = p_occurrence.reminder_id and o.due_at = p_occurrence.due_at;
    perform core.occurrence_settle(
        p_occurrence.bucket, p_occurrence.person_id, p_occurrence.reminder_id,
        p_occurrence.due_at, p_now
    );
    perform core.wake('oye_fire');
    return v_made;
end;
$$;
comment on function core.occurrence_retry(core.occurrence, integer[], timestamptz) is
'Lets a dead letter be sent again, now, on these channels, all of them enabled; returns how many '
'messages that is. What was sent in vain on a channel is sent again under its own id, with its '
'attempts and, where one of them is unknown or a restore may have forgotten one, marked as perhaps '
'a repeat; other channels get a message of their own. The caller holds the occurrence '
'(core.occurrence_hold).';
