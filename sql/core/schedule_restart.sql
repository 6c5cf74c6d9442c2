create or replace function core.schedule_restart(
    p_person core.person,
    p_reminder integer,
    p_accounted timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
begin
    perform core.span_end(
        p_person.bucket, array[p_person.person_id], array[p_reminder], array['edited'], v_now
    );
    update core.reminder_next as n
    set
        state = case when n.state = 'paused' then 'paused' else 'compute' end,
        next_occurrence = null,
        upcoming = '{}',
        ended = false,
        accounted_until = p_accounted,
        counts_from = null,
        missed_before = 0,
        state_reason = null
    where n.bucket = p_person.bucket and n.person_id = p_person.person_id
        and n.reminder_id = p_reminder;
    perform core.span_begin(
        p_person.bucket, array[p_person.person_id], array[p_reminder], v_now
    );
end;
$$;
comment on function core.schedule_restart(core.person, integer, timestamptz) is
'A new schedule counts from p_accounted; all that was calculated for the old one goes. The caller '
'holds the narrow row.';
