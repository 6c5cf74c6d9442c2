create or replace function core.jsonb_integers(p_array jsonb)
returns integer[]
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    select core.jsonb_texts(p_array)::integer[];
end;
comment on function core.jsonb_integers(jsonb) is
'A JSON array as integers; null for what is no array.';
