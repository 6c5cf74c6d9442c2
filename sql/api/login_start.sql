create or replace function api.login_start(p_label text, p_address text)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_device text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
    v_user text := core.user_code_new();
    v_address inet := p_address::inet;
    v_bot text;
begin
    if family(v_address) = 6 then
        v_address := network(set_masklen(v_address, 64));
    end if;
    perform pg_advisory_xact_lock(hashtextextended('login_start', 0));
    if (
        select count(*) from core.device_login as d
        where d.address = v_address and d.created_at > v_now - interval '10 minutes'
    ) >= 60 or (
        select count(*) from core.device_login as d where d.expires_at > v_now
    ) >= 10000 then
        perform core.problem(
            429, 'too_many_logins', 'Too many sign-ins were begun. Try again in ten minutes.'
        );
    end if;
    insert into core.device_login (
        sha256, user_sha256, label, address, expires_at, created_at
    )
    values (
        sha256(convert_to(v_device, 'UTF8')), core.user_code_digest(v_user), p_label, v_address,
        v_now + interval '10 minutes', v_now
    );
    select b.username into v_bot from core.bot as b where b.kind = 'telegram';
    return jsonb_build_object(
        'device_code', v_device,
        'user_code', left(v_user, 4) || '-' || right(v_user, 4),
        'verification_uri', 'https://t.me/' || v_bot || '?start=login_' || v_user,
        'expires_in', 600,
        'interval', 2
    );
end;
$$;
comment on function api.login_start(text, text) is
'Begins the sign-in of a device (RFC 8628): a code of 244 random bits for the device, and one of '
'eight letters for the person, good for 10 minutes and one sign-in. At most 60 in ten minutes '
'from one address (of IPv6, one /64), and 10,000 that wait in all (429).';
