create or replace function core.cursor_write(p_key text[])
returns text
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    select translate(encode(convert_to(to_json(p_key)::text, 'UTF8'), 'base64'), E'+/=\n', '-_');
end;
comment on function core.cursor_write(text[]) is
'A page''s last key as an opaque cursor (base64url of a JSON array).';
