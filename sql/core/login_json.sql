create or replace function core.login_json(p_login core.device_login)
returns jsonb
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    select jsonb_build_object(
        'label', (p_login).label,
        'address', host((p_login).address),
        'created_at', (p_login).created_at
    );
end;
comment on function core.login_json(core.device_login) is
'A sign-in as the person is told of it who is to approve it.';
