create or replace function core.user_code_digest(p_code text)
returns bytea
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    select sha256(convert_to(upper(translate(p_code, '- ', '')), 'UTF8'));
end;
comment on function core.user_code_digest(text) is
'What is stored of a user code, however it was typed: in any case, with or without its hyphen.';
