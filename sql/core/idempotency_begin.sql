create or replace function core.idempotency_begin(
    p_person core.person,
    p_operation text,
    p_key text,
    p_request_sha256 bytea,
    p_now timestamptz
)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_row core.idempotency_key;
begin
    if p_key is null then
        return null;
    end if;
    -- A key points to the person, and whoever removes them holds them.
    perform from core.person as p
    where p.bucket = p_person.bucket and p.person_id = p_person.person_id
    for no key update;
    if not found then
        perform core.token_unknown();
    end if;
    delete from core.idempotency_key as k
    where k.bucket = p_person.bucket and k.person_id = p_person.person_id
        and k.operation = p_operation and k.idempotency_key = p_key
        and k.created_at < p_now - interval '24 hours';
    -- Waits for another request with the same key until that one has its result.
    insert into core.idempotency_key (
        bucket, person_id, operation, idempotency_key, request_sha256, created_at
    )
    values (
        p_person.bucket, p_person.person_id, p_operation, p_key, coalesce(p_request_sha256, ''), p_now
    )
    on conflict do nothing;
    if found then
        return null;
    end if;
    select k.* into v_row from core.idempotency_key as k
    where k.bucket = p_person.bucket and k.person_id = p_person.person_id
        and k.operation = p_operation and k.idempotency_key = p_key;
    if v_row.request_sha256 <> coalesce(p_request_sha256, '') then
        perform core.problem(
            422, 'idempotency_key_reused',
            'This key was used with another body; take a new key for a new request.',
            'Idempotency-Key'
        );
    end if;
    return v_row.response;
end;
$$;
comment on function core.idempotency_begin(core.person, text, text, bytea, timestamptz) is
'The first result for this key and body, or null where this is the first request (or no key is '
'given). Refuses (422) the same key with another body. Locks the person.';
