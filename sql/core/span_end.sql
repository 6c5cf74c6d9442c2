create or replace function core.span_end(
    p_bucket smallint,
    p_persons uuid[],
    p_reminders integer[],
    p_whys text[],
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
begin
    -- One plan for arrays of any length: planned for each array, it would cost more than the work.
    update core.span as s
    set
        ended_at = p_now,
        ended_why = k.why,
        expected_until = case when k.why <> 'over' then n.accounted_until end
    from unnest(p_persons, p_reminders, p_whys) as k (person_id, reminder_id, why)
    inner join core.reminder_next as n
        on n.bucket = p_bucket and n.person_id = k.person_id and n.reminder_id = k.reminder_id
    where s.bucket = p_bucket and s.person_id = k.person_id and s.reminder_id = k.reminder_id
        and s.ended_at is null;
end;
$$;
comment on function core.span_end(smallint, uuid[], integer[], text[], timestamptz) is
'Ends the open spans of these reminders at what is accounted for now; over: the schedule has '
'nothing more, and all that it had is expected. The caller holds the narrow rows, and has not '
'changed them yet.';
