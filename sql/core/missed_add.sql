create or replace function core.missed_add(
    p_person core.person,
    p_reminder integer,
    p_missed timestamptz[],
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    if cardinality(p_missed) > 1000 then
        perform core.problem(
            400, 'missed_too_many', 'At most 1,000 missed instants a call; give the rest in the next.',
            'p_missed'
        );
    end if;
    with made as (
        insert into core.occurrence (
            bucket, person_id, reminder_id, due_at, slot, timezone, revision, text, channels,
            outcome, outcome_reason, nag_every, nag_times, nag_for, urgent, reference, created_at
        )
        select
            r.bucket, r.person_id, r.reminder_id, m.due_at,
            m.due_at at time zone core.zone_of(p_person, r.timezone),
            core.zone_of(p_person, r.timezone), r.revision, r.text, c.named, 'missed', 'catch_up',
            r.nag_every, r.nag_times, r.nag_for, r.urgent, r.reference, p_now
        from core.reminder as r
        inner join core.reminder_next as n
            on n.bucket = r.bucket and n.person_id = r.person_id and n.reminder_id = r.reminder_id
        cross join lateral core.channels_named(r.bucket, r.person_id, r.channels) as c
        cross join lateral unnest(p_missed) as m (due_at)
        where r.bucket = p_person.bucket and r.person_id = p_person.person_id
            and r.reminder_id = p_reminder
            and m.due_at > n.accounted_until and m.due_at <= p_now
        on conflict do nothing
        returning due_at
    ),

    sums as (
        -- Up to the last one given, also where all were there already: or they would be given again.
        select
            (select count(*) from made) as missed,
            (
                select max(m.due_at) from unnest(p_missed) as m (due_at) where m.due_at <= p_now
            ) as until
    )

    update core.reminder_next as n
    set
        accounted_until = greatest(n.accounted_until, s.until),
        missed_before = n.missed_before + s.missed
    from sums as s
    where n.bucket = p_person.bucket and n.person_id = p_person.person_id
        and n.reminder_id = p_reminder;
end;
$$;
comment on function core.missed_add(core.person, integer, timestamptz[], timestamptz) is
'Records instants that downtime passed over as missed, and moves accounted_until along. The '
'caller holds the narrow row.';
