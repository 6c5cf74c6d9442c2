create or replace function api.reminder_resume(p_token bytea, p_act_for text, p_reminder_id integer)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_hot core.reminder_next := core.active_lock(v_person, p_reminder_id);
    v_before jsonb := core.change_image(v_person, p_reminder_id);
begin
    if v_hot.state = 'paused' then
        perform core.reminder_resume(v_hot, v_now);
    end if;
    return core.reminder_json(v_person, p_reminder_id)
        || core.change_add(v_person, 'resume', p_reminder_id, null, v_before, v_now);
end;
$$;
comment on function api.reminder_resume(bytea, text, integer) is
'Ends a pause; one that is not paused is returned as it is. Locks the narrow row.';
