create or replace function api.channel_create(
    p_token bytea,
    p_act_for text,
    p_kind text,
    p_url text,
    p_label text default null,
    p_is_default boolean default true,
    p_idempotency_key text default null,
    p_request_sha256 bytea default null
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
    v_now timestamptz := core.now();
    v_answer jsonb := core.idempotency_begin(
        v_person, 'channel_create', p_idempotency_key, p_request_sha256, v_now
    );
    v_secret text := 'whsec_' || encode(
        decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'), 'base64'
    );
    v_channel core.channel;
begin
    if v_answer is not null then
        return v_answer;
    end if;
    v_channel := core.channel_add(v_person, p_kind, p_url, v_secret, p_label, p_is_default, v_now);
    v_answer := core.channel_json(v_channel) || jsonb_build_object('secret', v_secret);
    perform core.idempotency_end(v_person, 'channel_create', p_idempotency_key, v_answer);
    return v_answer;
end;
$$;
comment on function api.channel_create(
    bytea, text, text, text, text, boolean, text, bytea
) is
'Adds a webhook and returns it with its signing secret (Standard Webhooks), the only time it is '
'seen. Refuses (409) an address that is there already. Locks the person.';
