create or replace function core.span_begin(
    p_bucket smallint,
    p_persons uuid[],
    p_reminders integer[],
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
begin
    -- One plan for arrays of any length: planned for each array, it would cost more than the work.
    insert into core.span (
        bucket, person_id, reminder_id, span_id, revision, starts_at, zone, recurrence, after_done,
        counts_from, expected_after, created_at
    )
    select
        n.bucket, n.person_id, n.reminder_id, nextval('core.span_id'), n.revision, r.starts_at,
        coalesce(r.timezone, p.timezone), r.recurrence, r.after_done, n.counts_from, n.accounted_until,
        p_now
    from unnest(p_persons, p_reminders) as k (person_id, reminder_id)
    inner join core.reminder_next as n
        on n.bucket = p_bucket and n.person_id = k.person_id and n.reminder_id = k.reminder_id
    inner join core.reminder as r
        on r.bucket = p_bucket and r.person_id = k.person_id and r.reminder_id = k.reminder_id
    inner join core.person as p on p.bucket = p_bucket and p.person_id = k.person_id
    where n.state <> 'paused'
    on conflict do nothing;
end;
$$;
comment on function core.span_begin(smallint, uuid[], integer[], timestamptz) is
'From now on these reminders expect what their schedules say, after what is accounted for; '
'nothing where one is paused or has an open span. The caller holds the narrow rows, and has '
'written them.';
