create or replace function core.nothing_due(p_person core.person, p_reminder integer)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    if core.reminder_json(p_person, p_reminder) is null then
        perform core.reminder_not_found(p_reminder);
    end if;
    perform core.problem(
        409, 'nothing_due',
        format('Nothing of reminder %s has come due yet; skip passes over its next occurrence.',
            p_reminder),
        'reminder_id'
    );
end;
$$;
comment on function core.nothing_due(core.person, integer) is
'Refuses an answer to what has not come due: 404 (no such reminder) or 409.';
