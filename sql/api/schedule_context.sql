create or replace function api.schedule_context(
    p_token bytea,
    p_act_for text,
    p_scope text default 'read',
    p_idempotency_key text default null,
    p_request_sha256 bytea default null
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, coalesce(p_scope, 'read'));
    v_now timestamptz := core.now();
    v_answer jsonb;
begin
    select k.response into v_answer from core.idempotency_key as k
    where k.bucket = v_person.bucket and k.person_id = v_person.person_id
        and k.operation = 'reminder_create' and k.idempotency_key = p_idempotency_key
        and k.request_sha256 = p_request_sha256 and k.created_at >= v_now - interval '24 hours';
    return jsonb_build_object(
        'timezone', v_person.timezone,
        'locale', v_person.locale,
        'default_time', to_char(v_person.default_time, 'HH24:MI'),
        'now', v_now,
        'answer', v_answer
    );
end;
$$;
comment on function api.schedule_context(bytea, text, text, text, bytea) is
'What reading a time in words needs to know of the person: zone, locale, default time, and now. '
'p_scope is that of the operation which reads. answer is what reminder_create gave to this key '
'and body before, else null: a repeated request is answered even where the time that it names '
'has passed since.';
