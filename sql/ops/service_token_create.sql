create or replace function ops.service_token_create(p_label text)
returns table (token_id uuid, token text)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_made jsonb := core.token_add(null, p_label, array['act_for'], null);
begin
    return query select (v_made ->> 'id')::uuid, v_made ->> 'token';
end;
$$;
comment on function ops.service_token_create(text) is
'Makes a token with the scope act_for, for a bot that acts for its users.';
