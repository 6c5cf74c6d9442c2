create or replace function core.event_add(
    p_occurrence core.occurrence,
    p_kind text,
    p_now timestamptz,
    p_reason text default null
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into core.event (
        bucket, person_id, xid, event_id, at, kind, reminder_id, due_at, timezone, text,
        missed_before, until, reason
    )
    values (
        p_occurrence.bucket, p_occurrence.person_id, pg_current_xact_id(),
        nextval('core.event_id'), p_now, p_kind, p_occurrence.reminder_id, p_occurrence.due_at,
        p_occurrence.timezone, p_occurrence.text, p_occurrence.missed_before,
        case when p_kind = 'snoozed' then p_occurrence.snoozed_until end, p_reason
    );
    perform core.wake('oye_event', p_occurrence.bucket::text);
end;
$$;
comment on function core.event_add(core.occurrence, text, timestamptz, text) is
'Tells those who watch what became of an occurrence.';
