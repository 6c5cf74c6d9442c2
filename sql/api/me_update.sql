create or replace function api.me_update(p_token bytea, p_act_for text, p_patch jsonb)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_from text;
    v_before jsonb;
begin
    if p_patch ? 'timezone' then
        perform core.timezone_check(p_patch ->> 'timezone', 'timezone');
    end if;
    select p.timezone into v_from from core.person as p
    where p.bucket = v_person.bucket and p.person_id = v_person.person_id
    for no key update;
    if not found then
        perform core.token_unknown();
    end if;
    v_before := core.change_image(v_person);
    update core.person as p
    set
        name = case when p_patch ? 'name' then p_patch ->> 'name' else p.name end,
        timezone = coalesce(p_patch ->> 'timezone', p.timezone),
        locale = coalesce(p_patch ->> 'locale', p.locale),
        default_time = coalesce((p_patch ->> 'default_time')::time, p.default_time)
    where p.bucket = v_person.bucket and p.person_id = v_person.person_id
    returning p.* into v_person;
    if v_person.timezone <> v_from then
        perform core.floating_follow(v_person, v_from);
    end if;
    return core.person_json(v_person)
        || core.change_add(v_person, 'timezone', null, null, v_before, v_now);
end;
$$;
comment on function api.me_update(bytea, text, jsonb) is
'Changes name, timezone, locale or default_time; absent members stay. Floating reminders follow '
'the zone: they are calculated again. Locks the person, then narrow rows.';
