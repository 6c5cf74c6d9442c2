create or replace function core.delivery_make(
    p_occurrence core.occurrence,
    p_channels integer[],
    p_kind text,
    p_not_before timestamptz,
    p_now timestamptz
)
returns integer
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_count integer;
begin
    with nth as (
        select coalesce(max(d.nth), 0) + 1 as nth from core.delivery as d
        where d.bucket = p_occurrence.bucket and d.person_id = p_occurrence.person_id
            and d.reminder_id = p_occurrence.reminder_id and d.due_at = p_occurrence.due_at
            and d.kind = p_kind and d.channel_id = any(p_channels)
    ),

    made as (
        insert into core.delivery (
            bucket, person_id, delivery_id, reminder_id, due_at, channel_id, channel_kind, kind, nth,
            not_before, created_at
        )
        select
            c.bucket, c.person_id, gen_random_uuid(), p_occurrence.reminder_id, p_occurrence.due_at,
            c.channel_id, c.kind, p_kind, n.nth, p_not_before, p_now
        from core.channel as c
        cross join nth as n
        where c.bucket = p_occurrence.bucket and c.person_id = p_occurrence.person_id
            and c.channel_id = any(p_channels) and c.enabled
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
    get diagnostics v_count = row_count;
    if v_count > 0 then
        perform core.wake('oye_fire');
    end if;
    return v_count;
end;
$$;
comment on function core.delivery_make(
    core.occurrence, integer[], text, timestamptz, timestamptz
) is
'Makes the next deliveries of a kind for an occurrence, on those of p_channels that are enabled; '
'returns how many. They bear the same number, one above the last on these channels. First ones '
'are made by core.reminder_fire, many in one statement.';
