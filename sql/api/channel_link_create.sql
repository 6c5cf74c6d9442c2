create or replace function api.channel_link_create(p_token bytea, p_act_for text)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
    v_now timestamptz := core.now();
    v_code text := replace(gen_random_uuid()::text, '-', '');
    v_bot text;
begin
    insert into core.channel_link (sha256, bucket, person_id, expires_at, created_at)
    values (
        sha256(convert_to(v_code, 'UTF8')), v_person.bucket, v_person.person_id,
        v_now + interval '10 minutes', v_now
    );
    select b.username into v_bot from core.bot as b where b.kind = 'telegram';
    return jsonb_build_object(
        'code', v_code,
        'url', 'https://t.me/' || v_bot || '?start=' || v_code,
        'expires_at', v_now + interval '10 minutes'
    );
end;
$$;
comment on function api.channel_link_create(bytea, text) is
'A one-time code of 122 random bits, good for 10 minutes, that joins the chat which sends it to '
'the bot.';
