create or replace function core.idempotency_end(
    p_person core.person,
    p_operation text,
    p_key text,
    p_response jsonb
)
returns void
language sql volatile
set search_path = pg_catalog, pg_temp
begin atomic
    update core.idempotency_key as k set response = p_response
    where k.bucket = (p_person).bucket and k.person_id = (p_person).person_id
        and k.operation = p_operation and k.idempotency_key = p_key;
end;
comment on function core.idempotency_end(core.person, text, text, jsonb) is
'Keeps the result for whoever asks with the same key again.';
