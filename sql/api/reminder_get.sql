create or replace function api.reminder_get(p_token bytea, p_act_for text, p_reminder_id integer)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_reminder jsonb := core.reminder_json(
        core.actor(p_token, p_act_for, 'read'), p_reminder_id
    );
begin
    if v_reminder is null then
        perform core.reminder_not_found(p_reminder_id);
    end if;
    return v_reminder;
end;
$$;
comment on function api.reminder_get(bytea, text, integer) is
'One reminder, active or finished within the last 30 days.';
