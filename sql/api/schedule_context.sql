create or replace function api.schedule_context(p_token bytea, p_act_for text)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'read');
begin
    return jsonb_build_object(
        'timezone', v_person.timezone,
        'locale', v_person.locale,
        'default_time', to_char(v_person.default_time, 'HH24:MI'),
        'now', core.now()
    );
end;
$$;
comment on function api.schedule_context(bytea, text) is
'What reading a time in words needs to know of the person: zone, locale, default time, and now.';
