create or replace function api.login_poll(p_device_code text)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_login core.device_login;
begin
    -- The person first, as who removes them does; the token's row would lock them after this one.
    perform from core.person as p
    where (p.bucket, p.person_id) in (
        select d.bucket, d.person_id from core.device_login as d
        where d.sha256 = sha256(convert_to(p_device_code, 'UTF8'))
    )
    for key share;
    select d.* into v_login from core.device_login as d
    where d.sha256 = sha256(convert_to(p_device_code, 'UTF8')) and d.expires_at > v_now
    for update;
    if not found then
        return core.refused(
            400, 'expired_token', 'This sign-in was used, or is older than 10 minutes. Begin anew.'
        );
    elsif v_login.person_id is not null then
        delete from core.device_login as d where d.sha256 = v_login.sha256;
        return core.token_add(v_login.person_id, v_login.label, v_login.scopes, null);
    elsif v_login.answered_at is not null then
        return core.refused(400, 'access_denied', 'This sign-in was refused.');
    end if;
    update core.device_login as d
    set
        polled_at = v_now,
        poll_interval = d.poll_interval + case
            -- Half a second for the network: who keeps to the interval is never told to slow down.
            when v_now < d.polled_at + d.poll_interval - interval '0.5 seconds'
                then interval '5 seconds'
            else interval '0'
        end
    where d.sha256 = v_login.sha256;
    if v_now < v_login.polled_at + v_login.poll_interval - interval '0.5 seconds' then
        return core.refused(400, 'slow_down', 'Ask less often: five seconds more between two.');
    end if;
    return core.refused(400, 'authorization_pending', 'Nobody has answered yet.');
end;
$$;
comment on function api.login_poll(text) is
'The token of a sign-in that somebody has approved, once: it is made here, and its row goes. Else '
'a refusal as an answer (what was polled is remembered): authorization_pending, slow_down (the '
'interval grows by 5 s), access_denied, expired_token (RFC 8628, 3.5). Locks the '
'person, then the sign-in.';
