create or replace function core.after_done_count(
    p_bucket smallint,
    p_person uuid,
    p_reminder integer,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    update core.reminder_next as n
    set
        state = case when n.state = 'waiting' then 'compute' else n.state end,
        counts_from = p_now,
        -- Not the later of the two: a move west may have put it ahead of now.
        accounted_until = p_now
    from core.reminder as r
    where n.bucket = p_bucket and n.person_id = p_person and n.reminder_id = p_reminder
        and n.state in ('waiting', 'paused') and n.next_occurrence is null
        and r.bucket = p_bucket and r.person_id = p_person and r.reminder_id = p_reminder
        and r.after_done is not null;
    if found then
        perform core.span_turn(p_bucket, p_person, p_reminder, p_now);
        perform core.wake('oye_calc');
    end if;
end;
$$;
comment on function core.after_done_count(smallint, uuid, integer, timestamptz) is
'An after_done that waited for its answer counts from now. Nothing where the reminder does not '
'wait. The caller holds its narrow row.';
