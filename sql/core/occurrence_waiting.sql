create or replace function core.occurrence_waiting(
    p_bucket smallint,
    p_person uuid,
    p_reminder integer
)
returns core.occurrence
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_latest core.occurrence;
begin
    -- In PL/pgSQL, which plans it once: a list asks it for each row, over every month there is.
    select o.* into v_latest from core.occurrence as o
    where o.bucket = p_bucket and o.person_id = p_person and o.reminder_id = p_reminder
        and o.outcome not in ('skipped', 'missed')
    order by o.due_at desc
    limit 1;
    if v_latest.answer = 'done' then
        return null;
    end if;
    return v_latest;
end;
$$;
comment on function core.occurrence_waiting(smallint, uuid, integer) is
'The latest occurrence of a reminder that was told, if it has no final answer yet; else null.';
