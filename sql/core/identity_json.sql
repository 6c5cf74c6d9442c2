create or replace function core.identity_json(p_person core.person, p_created boolean)
returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
begin atomic
    select jsonb_build_object(
        'person_id', (p_person).person_id,
        'created', p_created,
        'name', (p_person).name,
        'timezone', (p_person).timezone,
        'locale', (p_person).locale
    );
end;
comment on function core.identity_json(core.person, boolean) is
'A person as a service is told of them.';
