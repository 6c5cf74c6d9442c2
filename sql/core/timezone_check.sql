create or replace function core.timezone_check(p_timezone text, p_field text)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    -- The names of the catalogue view, not whatever `at time zone` accepts ('X5' would do for that).
    if not exists (
        select from pg_catalog.pg_timezone_names as z where z.name = p_timezone
    ) then
        perform core.problem(
            422, 'unknown_timezone',
            format('%s is not an IANA time zone; one looks like Europe/Madrid.',
                coalesce(quote_literal(p_timezone), 'null')),
            p_field
        );
    end if;
end;
$$;
comment on function core.timezone_check(text, text) is
'Refuses (422) a zone that this server does not know; p_field says where it stood.';
