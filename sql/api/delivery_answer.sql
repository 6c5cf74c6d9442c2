create or replace function api.delivery_answer(
    p_token bytea,
    p_act_for text,
    p_delivery_id uuid,
    p_answer text,
    p_until timestamptz default null
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_delivery core.delivery;
    v_before jsonb;
begin
    select d.* into v_delivery from core.delivery as d
    where d.bucket = v_person.bucket and d.person_id = v_person.person_id
        and d.delivery_id = p_delivery_id;
    if not found then
        perform core.problem(
            404, 'delivery_not_found', 'This message is not known any more.', 'delivery_id'
        );
    end if;
    v_before := core.change_image(v_person, v_delivery.reminder_id, v_delivery.due_at);
    perform core.occurrence_answer(
        v_person, v_delivery.reminder_id, v_delivery.due_at, p_answer, p_until, v_now
    );
    return core.occurrence_show(v_person, v_delivery.reminder_id, v_delivery.due_at)
        || core.change_add(
            v_person, case p_answer when 'snoozed' then 'snooze' else p_answer end,
            v_delivery.reminder_id, v_delivery.due_at, v_before, v_now
        );
end;
$$;
comment on function api.delivery_answer(bytea, text, uuid, text, timestamptz) is
'What a button under a message does: answers the message''s occurrence with done or snoozed. One '
'that is done already is returned as it is. Locks narrow row, occurrence, delivery.';
