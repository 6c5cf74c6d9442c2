create or replace function core.reminder_fire(
    p_bucket smallint,
    p_persons uuid[],
    p_reminders integer[],
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_over_persons uuid[];
    v_over_reminders integer[];
    v_over_whys text[];
    v_over_waiting boolean[];
    v_nag_persons uuid[];
    v_nag_reminders integer[];
begin
    with due as materialized (
        select
            n.bucket, n.person_id, n.reminder_id, n.revision, n.ended, n.missed_before,
            n.next_occurrence, n.upcoming, r.text, r.after_done, r.recurrence <> '{}' as series,
            r.channels, r.catch_up, r.nag_every, r.nag_times, r.nag_for, r.urgent, r.reference,
            coalesce(r.timezone, p.timezone) as timezone,
            core.is_once(r) as once,
            case
                when p.quiet_mode is null then r.grace
                else core.grace_of(p, r.grace, r.urgent, p_now)
            end as grace
        from unnest(p_persons, p_reminders) as k (person_id, reminder_id)
        inner join core.reminder_next as n
            on n.bucket = p_bucket and n.person_id = k.person_id and n.reminder_id = k.reminder_id
        inner join core.reminder as r
            on r.bucket = p_bucket and r.person_id = k.person_id and r.reminder_id = k.reminder_id
        inner join core.person as p on p.bucket = p_bucket and p.person_id = k.person_id
    ),

    -- Apart from the joins, or the planner may ask the functions before it has sorted out its rows.
    plan as materialized (
        select d.*, f.*, c.named, c.usable, c.inbox
        from due as d
        cross join lateral core.fire_plan(
            d.next_occurrence, d.upcoming, d.ended, d.series, d.catch_up, d.grace, p_now
        ) as f
        cross join lateral core.channels_named(d.bucket, d.person_id, d.channels) as c
    ),

    missed as (
        insert into core.occurrence (
            bucket, person_id, reminder_id, due_at, slot, timezone, revision, text, channels,
            outcome, outcome_reason, nag_every, nag_times, nag_for, urgent, reference, created_at
        )
        select
            p.bucket, p.person_id, p.reminder_id, m.due_at, m.due_at at time zone p.timezone,
            p.timezone, p.revision, p.text, p.named, 'missed', 'catch_up',
            p.nag_every, p.nag_times, p.nag_for, p.urgent, p.reference, p_now
        from plan as p
        cross join lateral unnest(p.o_missed) as m (due_at)
        on conflict do nothing
    ),

    come_due as (
        insert into core.occurrence as old (
            bucket, person_id, reminder_id, due_at, slot, timezone, revision, text, channels,
            outcome, outcome_reason, delivered_at, missed_before, nag_every, nag_times, nag_for,
            urgent, reference, created_at
        )
        select
            p.bucket, p.person_id, p.reminder_id, p.o_fire_at, p.o_fire_at at time zone p.timezone,
            p.timezone, p.revision, p.text, p.named,
            case when p.inbox then 'delivered' when p.usable = '{}' then 'failed' else 'pending' end,
            case when p.usable = '{}' then 'no_channel' end,
            case when p.inbox then p_now end,
            p.missed_before + cardinality(p.o_missed), p.nag_every, p.nag_times, p.nag_for, p.urgent,
            p.reference, p_now
        from plan as p
        where p.o_fire_at is not null
        on conflict (bucket, person_id, reminder_id, due_at) do update
        set
            revision = excluded.revision,
            text = excluded.text,
            channels = excluded.channels,
            outcome = excluded.outcome,
            outcome_reason = excluded.outcome_reason,
            delivered_at = excluded.delivered_at,
            answer = 'none',
            answered_at = null,
            missed_before = excluded.missed_before,
            nag_every = excluded.nag_every,
            nag_times = excluded.nag_times,
            nag_for = excluded.nag_for,
            urgent = excluded.urgent,
            reference = excluded.reference
        -- Passed over ahead of its time, and set to the same time again since.
        where old.outcome_reason in ('skipped', 'done_early') and old.revision < excluded.revision
        returning *
    ),

    delivered as (
        insert into core.delivery (
            bucket, person_id, delivery_id, reminder_id, due_at, channel_id, channel_kind, kind, nth,
            not_before, outcome, sent_at, created_at
        )
        select
            o.bucket, o.person_id, gen_random_uuid(), o.reminder_id, o.due_at, c.channel_id, c.kind,
            'first', 1, o.due_at,
            case when c.kind = 'inbox' then 'sent' end,
            case when c.kind = 'inbox' then p_now end,
            p_now
        from come_due as o
        inner join core.channel as c
            on c.bucket = p_bucket and c.person_id = o.person_id
            and c.channel_id = any(o.channels) and c.enabled
        returning *
    ),

    opened as (
        insert into core.delivery_open (
            bucket, person_id, delivery_id, due_at, reminder_id, channel_id, channel_kind, kind, nth,
            not_before, unknowns
        )
        select
            d.bucket, d.person_id, d.delivery_id, d.due_at, d.reminder_id, d.channel_id,
            d.channel_kind, d.kind, d.nth, d.not_before,
            -- Before a restore it may have been sent: perhaps a repeat, which is sent this once.
            case when d.not_before <= b.restored_at then 1 else 0 end
        from delivered as d
        cross join (select max(r.restored_at) as restored_at from core.restore as r) as b
        where d.outcome is null
    ),

    told as (
        insert into core.event (
            bucket, person_id, xid, event_id, at, kind, reminder_id, due_at, timezone, text,
            missed_before, reason
        )
        select
            o.bucket, o.person_id, pg_current_xact_id(), nextval('core.event_id'), p_now, e.kind,
            o.reminder_id, o.due_at, o.timezone, o.text, o.missed_before, e.reason
        from come_due as o
        cross join lateral (
            values ('due', null), ('failed', o.outcome_reason)
        ) as e (kind, reason)
        where e.kind = 'due' or o.outcome = 'failed'
    ),

    finished as (
        select
            p.person_id, p.reminder_id,
            p.o_fire_at is not null or (
                core.occurrence_waiting(p.bucket, p.person_id, p.reminder_id)
            ).due_at is not null as waiting,
            case when p.once then 'fired' else 'ended' end as why
        from plan as p
        where not p.o_compute and p.o_next is null and p.after_done is null and (p.once or p.ended)
    ),

    advanced as (
        update core.reminder_next as n
        set
            state = case
                when p.o_next is not null then 'scheduled'
                -- Where nobody could be told, nobody will answer: it counts from now.
                when p.after_done is not null and p.usable <> '{}' then 'waiting'
                else 'compute'
            end,
            next_occurrence = p.o_next,
            upcoming = coalesce(p.o_upcoming, '{}'),
            counts_from = case
                when p.after_done is not null and p.usable = '{}' then p_now else n.counts_from
            end,
            accounted_until = coalesce(
                greatest(n.accounted_until, p.o_fire_at, p.o_missed[cardinality(p.o_missed)]),
                n.accounted_until
            ),
            missed_before = case
                when p.o_fire_at is not null then 0
                else n.missed_before + cardinality(p.o_missed)
            end
        from plan as p
        where n.bucket = p_bucket and n.person_id = p.person_id and n.reminder_id = p.reminder_id
            and not exists (
                select from finished as f
                where f.person_id = p.person_id and f.reminder_id = p.reminder_id
            )
    )

    select o.*, g.*
    into
        v_over_persons, v_over_reminders, v_over_whys, v_over_waiting,
        v_nag_persons, v_nag_reminders
    from (
        select
            array_agg(f.person_id), array_agg(f.reminder_id), array_agg(f.why), array_agg(f.waiting)
        from finished as f
    ) as o
    cross join (
        select array_agg(d.person_id), array_agg(d.reminder_id)
        from come_due as d
        where d.nag_every is not null
    ) as g;

    if v_over_persons is not null then
        perform core.reminder_finish(
            p_bucket, v_over_persons, v_over_reminders, v_over_whys, v_over_waiting, p_now
        );
    end if;
    -- Where nobody could be told, an after_done has begun to count anew.
    perform core.span_turn(p_bucket, n.person_id, n.reminder_id, p_now)
    from unnest(p_persons, p_reminders) as k (person_id, reminder_id)
    inner join core.reminder_next as n
        on n.bucket = p_bucket and n.person_id = k.person_id and n.reminder_id = k.reminder_id
    where n.counts_from = p_now;
    if v_nag_persons is not null then
        perform core.nag_supersede(p_bucket, v_nag_persons, v_nag_reminders);
    end if;
    perform core.wake('oye_event', p_bucket::text);
    if exists (
        select from unnest(p_persons, p_reminders) as k (person_id, reminder_id)
        inner join core.reminder_next as n
            on n.bucket = p_bucket and n.person_id = k.person_id and n.reminder_id = k.reminder_id
        where n.state = 'compute'
    ) then
        perform core.wake('oye_calc');
    end if;
end;
$$;
comment on function core.reminder_fire(smallint, uuid[], integer[], timestamptz) is
'Turns due reminders of one bucket, whose narrow rows the caller holds, into occurrences and '
'deliveries, and moves each on to its next instant: all of it or nothing. An occurrence that is '
'there already is left as it is, but for one that was skipped and then set again: it is told.';
