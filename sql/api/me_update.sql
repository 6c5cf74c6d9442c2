create or replace function api.me_update(p_token bytea, p_act_for text, p_patch jsonb)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_quiet jsonb := p_patch -> 'quiet';
    v_from text;
    v_before jsonb;
begin
    if p_patch ? 'timezone' then
        perform core.timezone_check(p_patch ->> 'timezone', 'timezone');
    end if;
    if v_quiet ->> 'from' = v_quiet ->> 'until' then
        perform core.problem(
            422, 'quiet_without_end', 'Quiet hours end at another time than they begin.',
            'quiet.until'
        );
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
        default_time = coalesce((p_patch ->> 'default_time')::time, p.default_time),
        quiet_from = case
            when v_quiet is null then p.quiet_from else (v_quiet ->> 'from')::time
        end,
        quiet_until = case
            when v_quiet is null then p.quiet_until else (v_quiet ->> 'until')::time
        end,
        quiet_mode = case
            when v_quiet is null then p.quiet_mode
            when jsonb_typeof(v_quiet) = 'object'
                then coalesce(v_quiet ->> 'mode', p.quiet_mode, 'defer')
        end
    where p.bucket = v_person.bucket and p.person_id = v_person.person_id
    returning p.* into v_person;
    if v_person.timezone <> v_from then
        perform core.floating_follow(v_person, v_from);
    end if;
    if p_patch ?| array['quiet', 'timezone'] then
        perform core.quiet_release(v_person, null, v_now);
    end if;
    return core.person_json(v_person)
        || core.change_add(v_person, 'timezone', null, null, v_before, v_now);
end;
$$;
comment on function api.me_update(bytea, text, jsonb) is
'Changes name, timezone, locale, default_time or quiet (hours, or null for none; without a mode it '
'stays, else it is defer); absent members stay. Floating reminders follow the zone: they are '
'calculated again. What quiet hours held is judged anew by the next claim. Locks the person, then '
'narrow rows, then deliveries.';
