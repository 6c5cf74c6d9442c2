create or replace function core.login_not_found()
returns jsonb
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    select core.refused(
        404, 'code_not_found',
        'This code is not known, was used, or is older than 10 minutes. Ask for a new one with '
        || 'oye login.'
    );
end;
comment on function core.login_not_found() is
'A user code that is none, in one wording; an answer, since the guess was counted.';
