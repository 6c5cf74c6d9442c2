create or replace function api.login_answer(
    p_token bytea,
    p_act_for text,
    p_user_code text,
    p_approve boolean
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
    v_now timestamptz := core.now();
    v_login core.device_login := core.login_find(v_person, p_user_code, v_now);
begin
    if v_login.sha256 is null then
        return core.login_not_found();
    end if;
    update core.device_login as d
    set
        answered_at = v_now,
        bucket = case when p_approve then v_person.bucket end,
        person_id = case when p_approve then v_person.person_id end,
        -- A token gives on only scopes that it has itself; a service acts in everything.
        scopes = case
            when p_approve then (
                select array_agg(s.scope)
                from unnest(array['read', 'write', 'account']) as s (scope)
                inner join core.token as t on t.sha256 = p_token
                where 'act_for' = any(t.scopes) or s.scope = any(t.scopes)
            )
        end
    where d.sha256 = v_login.sha256;
    return core.login_json(v_login);
end;
$$;
comment on function api.login_answer(bytea, text, text, boolean) is
'Approves or refuses the sign-in with this user code, once and for all. The device gets a token '
'of the person''s with the scopes of the token that approves. A code that is none is counted '
'(core.login_find).';
