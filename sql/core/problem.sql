create or replace function core.problem(
    p_status integer,
    p_slug text,
    p_detail text,
    p_field text default ''
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'OY' || p_status,
        message = p_slug,
        detail = p_detail,
        column = p_field;
end;
$$;
comment on function core.problem(integer, text, text, text) is
'Refuses: the HTTP status in the code (OY404), a stable slug in the message, a sentence for '
'people in the detail, and what to mend in the column.';
