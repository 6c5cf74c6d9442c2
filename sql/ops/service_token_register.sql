create or replace function ops.service_token_register(p_sha256 bytea, p_label text)
returns boolean
language sql security definer
set search_path = pg_catalog, pg_temp
begin atomic
    with registered as (
        insert into core.token (sha256, token_id, label, scopes, created_at)
        values (p_sha256, gen_random_uuid(), p_label, array['act_for'], core.now())
        on conflict (sha256) do nothing
        returning 1
    )

    select count(*) = 1 from registered;
end;
comment on function ops.service_token_register(bytea, text) is
'Makes a service token known that was made elsewhere, as where secrets are kept; only its SHA-256 '
'comes here. True: it is new. A token that is known stays as it is.';
