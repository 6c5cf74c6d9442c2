create or replace function core.token_add(
    p_person uuid,
    p_label text,
    p_scopes text[],
    p_expires_at timestamptz
)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_secret text := core.token_new();
    v_token core.token;
begin
    insert into core.token (
        sha256, token_id, bucket, person_id, label, scopes, expires_at, created_at
    )
    values (
        sha256(convert_to(v_secret, 'UTF8')), gen_random_uuid(), core.bucket_of(p_person), p_person,
        p_label, p_scopes, p_expires_at, core.now()
    )
    returning * into v_token;
    return jsonb_build_object(
        'id', v_token.token_id,
        'label', v_token.label,
        'scopes', v_token.scopes,
        'token', v_secret,
        'expires_at', v_token.expires_at,
        'created_at', v_token.created_at
    );
end;
$$;
comment on function core.token_add(uuid, text, text[], timestamptz) is
'Makes a token and returns it with its secret, the only time it is seen. No person: a service '
'token.';
