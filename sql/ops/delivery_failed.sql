create or replace function ops.delivery_failed(
    p_since timestamptz,
    p_until timestamptz default null
)
returns table (
    channel_kind text, reason text, letters bigint, oldest timestamptz, newest timestamptz
)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select d.channel_kind, s.reason, count(*), min(o.due_at), max(o.due_at)
    from core.dead_letters(p_since, p_until, null, null) as o
    cross join lateral (
        select coalesce((core.snooze_lost(o)).reason, o.outcome_reason) as reason
    ) as s
    left join lateral (
        select distinct d.channel_kind from core.delivery as d
        where d.bucket = o.bucket and d.person_id = o.person_id
            and d.reminder_id = o.reminder_id and d.due_at = o.due_at
            and d.outcome in ('failed', 'unknown')
    ) as d on true
    group by d.channel_kind, s.reason
    order by count(*) desc, d.channel_kind, s.reason;
end;
$$;
comment on function ops.delivery_failed(timestamptz, timestamptz) is
'How many dead letters there are, due from p_since until p_until (now), by the kind of channel on '
'which they were sent in vain (null: on none) and by reason, the most first. Nobody''s words.';
