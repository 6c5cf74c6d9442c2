create or replace function calc.audit_list(
    p_since timestamptz,
    p_until timestamptz,
    p_bucket smallint,
    p_person uuid default null,
    p_after_person uuid default '00000000-0000-0000-0000-000000000000',
    p_after_reminder integer default 0,
    p_limit integer default 500
)
returns table (person_id uuid, reminder_id integer, found jsonb)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select a.person_id, a.reminder_id, a.found
    from core.audit_read(
        p_bucket, p_person, p_since, p_until, p_after_person, p_after_reminder,
        least(greatest(p_limit, 1), 1000)
    ) as a;
end;
$$;
comment on function calc.audit_list(
    timestamptz, timestamptz, smallint, uuid, uuid, integer, integer
) is
'What the engine''s side of an audit compares, a page of a bucket at a time (500 reminders; '
'1,000 at the most): found has the spans of a reminder, where it stands, and its history from '
'p_since until p_until, as of one snapshot. Ask calc.audit_window for the period first. Locks '
'nothing.';
