create or replace function ops.token_create(p_person uuid, p_label text, p_scopes text[])
returns table (token_id uuid, token text)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_made jsonb := core.token_add(p_person, p_label, p_scopes, null);
begin
    return query select (v_made ->> 'id')::uuid, v_made ->> 'token';
end;
$$;
comment on function ops.token_create(uuid, text, text[]) is
'Makes a token for a person and returns its secret, the only time it is seen.';
