create or replace function api.reminder_pause(p_token bytea, p_act_for text, p_reminder_id integer)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_before jsonb;
begin
    perform core.active_lock(v_person, p_reminder_id);
    v_before := core.change_image(v_person, p_reminder_id);
    -- The instants stay, for a resume before they pass.
    update core.reminder_next as n
    set state = 'paused', state_reason = null
    where n.bucket = v_person.bucket and n.person_id = v_person.person_id
        and n.reminder_id = p_reminder_id;
    perform core.reminder_cancel(v_person, p_reminder_id, 'paused', v_now);
    return core.reminder_json(v_person, p_reminder_id)
        || core.change_add(v_person, 'pause', p_reminder_id, null, v_before, v_now);
end;
$$;
comment on function api.reminder_pause(bytea, text, integer) is
'Holds a reminder and cancels what is not yet being sent of it. Twice is as once. Locks narrow '
'row, occurrence, delivery.';
