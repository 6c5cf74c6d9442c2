create or replace function core.snooze_add(
    p_occurrence core.occurrence,
    p_until timestamptz,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    with nth as (
        select coalesce(max(d.nth), 0) + 1 as nth from core.delivery as d
        where d.bucket = p_occurrence.bucket and d.person_id = p_occurrence.person_id
            and d.reminder_id = p_occurrence.reminder_id and d.due_at = p_occurrence.due_at
            and d.kind = 'snooze'
    ),

    made as (
        insert into core.delivery (
            bucket, person_id, delivery_id, reminder_id, due_at, channel_id, channel_kind, kind, nth,
            not_before, created_at
        )
        select
            c.bucket, c.person_id, gen_random_uuid(), p_occurrence.reminder_id, p_occurrence.due_at,
            c.channel_id, c.kind, 'snooze', n.nth, p_until, p_now
        from core.channel as c
        cross join nth as n
        where c.bucket = p_occurrence.bucket and c.person_id = p_occurrence.person_id
            and c.channel_id = any(p_occurrence.channels) and c.enabled
        returning *
    )

    insert into core.delivery_open (
        bucket, person_id, delivery_id, due_at, reminder_id, channel_id, channel_kind, kind, nth,
        not_before
    )
    select
        m.bucket, m.person_id, m.delivery_id, m.due_at, m.reminder_id, m.channel_id, m.channel_kind,
        m.kind, m.nth, m.not_before
    from made as m;
    if not found then
        perform core.problem(
            409, 'no_channel',
            'None of this reminder''s channels is usable, so it cannot come again. See the channels.'
        );
    end if;
    perform core.wake('oye_fire');
end;
$$;
comment on function core.snooze_add(core.occurrence, timestamptz, timestamptz) is
'Makes the deliveries that tell an occurrence again. Refuses (409) where no named channel is '
'usable.';
