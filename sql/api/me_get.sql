create or replace function api.me_get(p_token bytea, p_act_for text)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return core.person_json(core.actor(p_token, p_act_for, 'read'));
end;
$$;
comment on function api.me_get(bytea, text) is 'The person who asks, with counts and the clock.';
