create or replace function core.jsonb_texts(p_array jsonb)
returns text[]
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    select case
        when jsonb_typeof(p_array) = 'array' then array(select jsonb_array_elements_text(p_array))
    end;
end;
comment on function core.jsonb_texts(jsonb) is 'A JSON array as texts; null for what is no array.';
