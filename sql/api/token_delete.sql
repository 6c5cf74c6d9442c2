create or replace function api.token_delete(p_token bytea, p_act_for text, p_token_id uuid)
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
begin
    delete from core.token as t
    where t.token_id = p_token_id and t.bucket = v_person.bucket
        and t.person_id = v_person.person_id;
    if not found then
        perform core.problem(404, 'token_not_found', 'There is no such token.', 'token_id');
    end if;
end;
$$;
comment on function api.token_delete(bytea, text, uuid) is
'Revokes a token of the person''s, at once.';
