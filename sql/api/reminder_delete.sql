create or replace function api.reminder_delete(
    p_token bytea,
    p_act_for text,
    p_reminder_id integer,
    p_if_match integer default null,
    p_delivery_id uuid default null
)
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_before jsonb := core.change_image(v_person, p_reminder_id);
begin
    if not v_before ? 'next'
        and coalesce(v_before #>> '{finished,why}', 'deleted') = 'deleted' then
        perform core.reminder_not_found(p_reminder_id);
    end if;
    perform core.revision_check(
        p_if_match,
        coalesce(v_before #>> '{next,revision}', v_before #>> '{finished,revision}')::integer
    );
    perform core.reminder_remove(v_person, p_reminder_id, v_now);
    perform core.card_refresh(
        v_person.bucket, v_person.person_id, p_reminder_id, null, p_delivery_id, v_now
    );
    perform core.change_add(v_person, 'delete', p_reminder_id, null, v_before, v_now);
end;
$$;
comment on function api.reminder_delete(bytea, text, integer, integer, uuid) is
'Removes a reminder and cancels what is not yet being sent of it. Its history stays. Its '
'last messages are edited to show it, but for that of p_delivery_id, whose button said so. Locks '
'narrow row, reminder, occurrence, delivery.';
