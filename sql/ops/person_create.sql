create or replace function ops.person_create(
    p_name text,
    p_timezone text,
    p_locale text default 'en'
)
returns table (person_id uuid, timezone text, locale text)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select p.person_id, p.timezone, p.locale
    from core.person_add(p_name, p_timezone, p_locale) as p;
end;
$$;
comment on function ops.person_create(text, text, text) is
'Makes a person with an inbox. Refuses (422) a zone that is not known.';
