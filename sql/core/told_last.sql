create or replace function core.told_last(
    p_person core.person,
    p_reminder integer,
    p_now timestamptz
)
returns timestamptz
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_due_at timestamptz;
begin
    select o.due_at into v_due_at from core.occurrence as o
    where o.bucket = p_person.bucket and o.person_id = p_person.person_id
        and o.reminder_id = p_reminder
        and (o.outcome not in ('skipped', 'missed') or o.answer <> 'none')
    -- What was done early lies ahead, and is spoken of only where nothing else is.
    order by o.due_at <= p_now desc, o.due_at desc
    limit 1;
    return v_due_at;
end;
$$;
comment on function core.told_last(core.person, integer, timestamptz) is
'When the latest occurrence that was told (or answered) came due; null where there is none.';
