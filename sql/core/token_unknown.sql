create or replace function core.token_unknown()
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.problem(401, 'token_unknown', 'This token is not known here; sign in again.');
end;
$$;
comment on function core.token_unknown() is
'Refuses with 401, in one wording: no such token, or its person was removed meanwhile.';
