create or replace function api.history_revert(p_token bytea, p_act_for text, p_change_id bigint)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
begin
    return core.history_revert(v_person, p_change_id);
end;
$$;
comment on function api.history_revert(bytea, text, bigint) is
'Puts back what was before one change of the person''s; twice is as once. Refuses 404 (none '
'within 30 days) and 409 changed_since. Locks person, narrow row, reminder, occurrence, delivery, '
'change.';
