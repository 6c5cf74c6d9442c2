create or replace function core.delivery_not_found()
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.problem(
        404, 'delivery_not_found', 'This message is not known any more.', 'delivery_id'
    );
end;
$$;
comment on function core.delivery_not_found() is 'Refuses with 404, in one wording.';
