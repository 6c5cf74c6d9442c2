create or replace function core.person_add(p_name text, p_timezone text, p_locale text)
returns core.person
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_id uuid := gen_random_uuid();
    v_person core.person;
begin
    perform core.timezone_check(p_timezone, 'timezone');
    insert into core.person (bucket, person_id, name, timezone, locale, channel_last, created_at)
    values (core.bucket_of(v_id), v_id, p_name, p_timezone, p_locale, 1, v_now)
    returning * into v_person;
    insert into core.channel (bucket, person_id, channel_id, kind, is_default, created_at)
    values (v_person.bucket, v_id, 1, 'inbox', false, v_now);
    return v_person;
end;
$$;
comment on function core.person_add(text, text, text) is
'Makes a person, with an inbox as channel 1.';
