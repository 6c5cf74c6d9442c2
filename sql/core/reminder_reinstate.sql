create or replace function core.reminder_reinstate(
    p_person core.person,
    p_reminder integer,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_old core.reminder_finished;
begin
    select f.* into v_old from core.reminder_finished as f
    where f.bucket = p_person.bucket and f.person_id = p_person.person_id
        and f.reminder_id = p_reminder and f.why <> 'deleted'
    for update;
    if not found then
        -- Another edit may have brought it back while this one waited.
        if (core.reminder_lock(p_person, p_reminder)).reminder_id is not null then
            return;
        end if;
        perform core.reminder_not_found(p_reminder);
    end if;
    insert into core.reminder (
        bucket, person_id, reminder_id, revision, text, said, starts_at, timezone, recurrence,
        after_done, tags, channels, catch_up, grace, nag_every, nag_times, nag_for, urgent, source,
        reference, updated_at, created_at
    )
    values (
        v_old.bucket, v_old.person_id, v_old.reminder_id, v_old.revision, v_old.text, v_old.said,
        v_old.starts_at, v_old.timezone, v_old.recurrence, v_old.after_done, v_old.tags,
        v_old.channels, v_old.catch_up, v_old.grace, v_old.nag_every, v_old.nag_times,
        v_old.nag_for, v_old.urgent, v_old.source, v_old.reference, p_now, v_old.created_at
    );
    insert into core.reminder_next (
        bucket, person_id, reminder_id, revision, state, accounted_until
    )
    values (
        v_old.bucket, v_old.person_id, v_old.reminder_id, v_old.revision, 'compute', p_now
    );
    delete from core.reminder_finished as f
    where f.bucket = p_person.bucket and f.person_id = p_person.person_id
        and f.reminder_id = p_reminder;
end;
$$;
comment on function core.reminder_reinstate(core.person, integer, timestamptz) is
'Brings a finished reminder back under its number, for a new schedule that the caller writes. '
'Refuses 404 (none, or deleted).';
