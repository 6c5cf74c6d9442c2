create or replace function core.active_lock(p_person core.person, p_reminder integer)
returns core.reminder_next
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_hot core.reminder_next := core.reminder_lock(p_person, p_reminder);
begin
    if v_hot.reminder_id is null then
        if core.reminder_json(p_person, p_reminder) is null then
            perform core.reminder_not_found(p_reminder);
        end if;
        perform core.problem(
            409, 'reminder_finished',
            format('Reminder %s is over; give it a new time to bring it back.', p_reminder),
            'reminder_id'
        );
    end if;
    return v_hot;
end;
$$;
comment on function core.active_lock(core.person, integer) is
'Locks the narrow row of an active reminder. Refuses 404 (none) and 409 (finished).';
