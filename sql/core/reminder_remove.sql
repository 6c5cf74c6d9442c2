create or replace function core.reminder_remove(
    p_person core.person,
    p_reminder integer,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.reminder_finish(
        p_person.bucket, array[p_person.person_id], array[p_reminder], array['deleted'],
        array[false], p_now
    );
    update core.reminder_finished as f
    set why = 'deleted', waiting = false, finished_at = p_now
    where f.bucket = p_person.bucket and f.person_id = p_person.person_id
        and f.reminder_id = p_reminder and f.why <> 'deleted';
    perform core.reminder_cancel(p_person, p_reminder, 'deleted', p_now);
end;
$$;
comment on function core.reminder_remove(core.person, integer, timestamptz) is
'Removes a reminder, active or finished, and cancels what is not yet being sent of it. The caller '
'holds its narrow row, or its row among the finished.';
