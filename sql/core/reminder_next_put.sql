create or replace function core.reminder_next_put(p_next core.reminder_next)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into core.reminder_next as n
    values (p_next.*)
    on conflict (bucket, person_id, reminder_id) do update
    set
        revision = excluded.revision,
        state = excluded.state,
        next_occurrence = excluded.next_occurrence,
        upcoming = excluded.upcoming,
        ended = excluded.ended,
        accounted_until = excluded.accounted_until,
        counts_from = excluded.counts_from,
        missed_before = excluded.missed_before,
        state_reason = excluded.state_reason;
end;
$$;
comment on function core.reminder_next_put(core.reminder_next) is
'Makes a narrow row what it was, whatever it is now. The caller holds it, or the row of the '
'reminder among the finished.';
