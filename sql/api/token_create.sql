create or replace function api.token_create(
    p_token bytea,
    p_act_for text,
    p_label text,
    p_scopes text[] default array['read', 'write'],
    p_expires_in_days integer default null
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
begin
    if 'act_for' = any(p_scopes) then
        perform core.problem(
            422, 'scope_not_given', 'A token with act_for is made by the operator only.', 'scopes'
        );
    end if;
    if p_act_for is null and exists (
        select from core.token as t
        where t.sha256 = p_token and not p_scopes <@ t.scopes
    ) then
        perform core.problem(
            422, 'scope_not_given', 'A token gives on only scopes that it has itself.', 'scopes'
        );
    end if;
    return core.token_add(
        v_person.person_id, p_label, p_scopes, core.now() + make_interval(days => p_expires_in_days)
    );
end;
$$;
comment on function api.token_create(bytea, text, text, text[], integer) is
'Makes a token of the person''s, with at most the scopes of the one that asks, and returns its '
'secret, the only time it is seen.';
