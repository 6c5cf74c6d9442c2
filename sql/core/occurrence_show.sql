create or replace function core.occurrence_show(
    p_person core.person,
    p_reminder integer,
    p_due_at timestamptz
)
returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
begin atomic
    select core.occurrence_json(o) from core.occurrence as o
    where o.bucket = (p_person).bucket and o.person_id = (p_person).person_id
        and o.reminder_id = p_reminder and o.due_at = p_due_at;
end;
comment on function core.occurrence_show(core.person, integer, timestamptz) is
'One occurrence as the API shows it.';
