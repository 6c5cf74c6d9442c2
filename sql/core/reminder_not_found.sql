create or replace function core.reminder_not_found(p_reminder integer)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.problem(
        404, 'reminder_not_found', format('There is no reminder %s.', p_reminder), 'reminder_id'
    );
end;
$$;
comment on function core.reminder_not_found(integer) is 'Refuses with 404, in one wording.';
