create or replace function core.person_json(p_person core.person)
returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
begin atomic
    select jsonb_build_object(
        'person_id', (p_person).person_id,
        'name', (p_person).name,
        'timezone', (p_person).timezone,
        'locale', (p_person).locale,
        'default_time', to_char((p_person).default_time, 'HH24:MI'),
        'quiet', core.quiet_json(p_person),
        'active', (
            select count(*) from core.reminder as r
            where r.bucket = (p_person).bucket and r.person_id = (p_person).person_id
        ),
        'waiting', (
            select count(*) from core.reminder_finished as f
            where f.bucket = (p_person).bucket and f.person_id = (p_person).person_id and f.waiting
        ),
        'now', core.now()
    );
end;
comment on function core.person_json(core.person) is 'A person as the API shows them.';
