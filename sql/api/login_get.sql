create or replace function api.login_get(p_token bytea, p_act_for text, p_user_code text)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
    v_login core.device_login := core.login_find(v_person, p_user_code, core.now());
begin
    if v_login.sha256 is null then
        return core.login_not_found();
    end if;
    return core.login_json(v_login) || jsonb_build_object('expires_at', v_login.expires_at);
end;
$$;
comment on function api.login_get(bytea, text, text) is
'Who asks to be signed in with this user code, to be shown before it is approved. A code that is '
'none is counted (core.login_find).';
