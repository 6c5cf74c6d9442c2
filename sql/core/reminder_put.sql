create or replace function core.reminder_put(p_reminder core.reminder)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into core.reminder as r
    values (p_reminder.*)
    on conflict (bucket, person_id, reminder_id) do update
    set
        revision = excluded.revision,
        text = excluded.text,
        said = excluded.said,
        starts_at = excluded.starts_at,
        timezone = excluded.timezone,
        recurrence = excluded.recurrence,
        after_done = excluded.after_done,
        tags = excluded.tags,
        channels = excluded.channels,
        catch_up = excluded.catch_up,
        grace = excluded.grace,
        nag_every = excluded.nag_every,
        nag_times = excluded.nag_times,
        nag_for = excluded.nag_for,
        urgent = excluded.urgent,
        source = excluded.source,
        reference = excluded.reference,
        updated_at = excluded.updated_at;
    delete from core.reminder_finished as f
    where f.bucket = p_reminder.bucket and f.person_id = p_reminder.person_id
        and f.reminder_id = p_reminder.reminder_id;
end;
$$;
comment on function core.reminder_put(core.reminder) is
'Makes an active reminder what it was, whatever it is now. The caller holds its narrow row, or '
'its row among the finished, and sees to the narrow row.';
