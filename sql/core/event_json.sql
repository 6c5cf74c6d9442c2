create or replace function core.event_json(p_event core.event)
returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
begin atomic
    select jsonb_build_object(
        'id', (p_event).xid::text || '-' || (p_event).event_id,
        'kind', (p_event).kind,
        'reminder_id', (p_event).reminder_id,
        'due_at', (p_event).due_at,
        'timezone', (p_event).timezone,
        'text', (p_event).text,
        'missed_before', (p_event).missed_before,
        'until', (p_event).until,
        'reason', (p_event).reason,
        'at', (p_event).at
    );
end;
comment on function core.event_json(core.event) is 'An event as the API shows it.';
