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
    v_hot core.reminder_next := core.reminder_lock(v_person, p_reminder_id);
    v_revision integer;
begin
    if v_hot.reminder_id is not null then
        perform core.revision_check(p_if_match, v_hot.revision);
        perform core.reminder_finish(
            v_person.bucket, array[v_person.person_id], array[p_reminder_id], array['deleted'],
            array[false], v_now
        );
    else
        select f.revision into v_revision from core.reminder_finished as f
        where f.bucket = v_person.bucket and f.person_id = v_person.person_id
            and f.reminder_id = p_reminder_id and f.why <> 'deleted'
        for update;
        if not found then
            perform core.reminder_not_found(p_reminder_id);
        end if;
        perform core.revision_check(p_if_match, v_revision);
        update core.reminder_finished as f
        set why = 'deleted', waiting = false, finished_at = v_now
        where f.bucket = v_person.bucket and f.person_id = v_person.person_id
            and f.reminder_id = p_reminder_id;
    end if;
    perform core.reminder_cancel(v_person, p_reminder_id, 'deleted', v_now);
    perform core.card_refresh(
        v_person.bucket, v_person.person_id, p_reminder_id, null, p_delivery_id, v_now
    );
end;
$$;
comment on function api.reminder_delete(bytea, text, integer, integer, uuid) is
'Removes a reminder and cancels what is not yet being sent of it. Its history stays. Its '
'last messages are edited to show it, but for that of p_delivery_id, whose button said so. Locks '
'narrow row, reminder, occurrence, delivery.';
