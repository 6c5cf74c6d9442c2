create or replace function core.actor(p_token bytea, p_act_for text, p_scope text)
returns core.person
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_token core.token;
    v_person core.person;
begin
    v_token := core.token_check(p_token, case when p_act_for is null then p_scope else 'act_for' end);
    if p_act_for is null then
        select p.* into v_person from core.person as p
        where p.bucket = v_token.bucket and p.person_id = v_token.person_id;
    else
        select p.* into v_person
        from core.identity as i
        inner join core.person as p on p.bucket = i.bucket and p.person_id = i.person_id
        where i.kind = split_part(p_act_for, ':', 1)
            and i.subject = split_part(p_act_for, ':', 2);
        if not found then
            perform core.problem(
                404, 'identity_not_found',
                'Nobody is known as ' || p_act_for || '. Make the person first (identity_ensure).',
                'X-Act-For'
            );
        end if;
    end if;
    return v_person;
end;
$$;
comment on function core.actor(bytea, text, text) is
'Who asks, and whether they may: the person of the token, or the one a service token acts for. '
'Refuses with 401, 403 or 404. Every function of schema api begins with it.';
