create or replace function core.token_json(p_token core.token)
returns jsonb
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    select jsonb_build_object(
        'id', (p_token).token_id,
        'label', (p_token).label,
        'scopes', (p_token).scopes,
        'expires_at', (p_token).expires_at,
        'last_used_on', (p_token).last_used_on,
        'created_at', (p_token).created_at
    );
end;
comment on function core.token_json(core.token) is
'A token as the API shows it; its secret is not known here.';
