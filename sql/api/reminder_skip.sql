create or replace function api.reminder_skip(p_token bytea, p_act_for text, p_reminder_id integer)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_hot core.reminder_next := core.active_lock(v_person, p_reminder_id);
    v_before jsonb := core.change_image(v_person, p_reminder_id, v_hot.next_occurrence);
begin
    if v_hot.state <> 'scheduled' then
        perform core.problem(
            409, 'nothing_scheduled',
            format('Reminder %s has no next occurrence to pass over: it is %s.',
                p_reminder_id, case v_hot.state when 'compute' then 'being calculated' else v_hot.state end),
            'reminder_id'
        );
    end if;
    perform core.reminder_pass(v_person, v_hot, 'none', v_now);
    return core.reminder_json(v_person, p_reminder_id)
        || core.change_add(
            v_person, 'skip', p_reminder_id, v_hot.next_occurrence, v_before, v_now
        );
end;
$$;
comment on function api.reminder_skip(bytea, text, integer) is
'Passes over the next occurrence only: it is recorded as skipped. A one-off is thereby finished. '
'Locks narrow row, reminder, occurrence.';
