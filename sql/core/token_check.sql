create or replace function core.token_check(p_token bytea, p_scope text)
returns core.token
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_token core.token;
begin
    select t.* into v_token from core.token as t where t.sha256 = p_token;
    if not found then
        perform core.token_unknown();
    end if;
    if v_token.expires_at <= v_now then
        perform core.problem(401, 'token_expired', 'This token has expired; make a new one.');
    end if;
    if v_token.person_id is null and p_scope <> 'act_for' then
        perform core.problem(
            403, 'act_for_missing',
            'A service token acts for a person: send X-Act-For: telegram:<user id>.', 'X-Act-For'
        );
    end if;
    if p_scope <> all(v_token.scopes) then
        perform core.problem(
            403, 'scope_missing',
            format('This needs a token with the scope %s; this one has %s.',
                p_scope, array_to_string(v_token.scopes, ', '))
        );
    end if;
    -- A write a day, not a write a request.
    if v_token.last_used_on is distinct from (v_now at time zone 'UTC')::date then
        update core.token set last_used_on = (v_now at time zone 'UTC')::date
        where sha256 = p_token;
    end if;
    return v_token;
end;
$$;
comment on function core.token_check(bytea, text) is
'The token with this SHA-256, if it is known, not expired, and has the scope. Refuses with 401 '
'or 403.';
