create or replace function api.delivery_answer(
    p_token bytea,
    p_act_for text,
    p_delivery_id uuid,
    p_answer text,
    p_until timestamptz default null,
    p_address text default null
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
        and d.delivery_id = p_delivery_id
        and (p_address is null or p_address = core.channel_address(v_person, d.channel_id));
    if not found then
        perform core.delivery_not_found();
    end if;
    v_before := core.change_image(v_person, v_delivery.reminder_id, v_delivery.due_at);
    perform core.occurrence_answer(
        v_person, v_delivery.reminder_id, v_delivery.due_at, p_answer, p_until, v_now,
        p_delivery_id
    );
    return core.occurrence_show(v_person, v_delivery.reminder_id, v_delivery.due_at)
        || core.change_add(
            v_person, case p_answer when 'snoozed' then 'snooze' else p_answer end,
            v_delivery.reminder_id, v_delivery.due_at, v_before, v_now
        );
end;
$$;
comment on function api.delivery_answer(bytea, text, uuid, text, timestamptz, text) is
'What a button under a message does: answers the message''s occurrence with done or snoozed. One '
'that is done already is returned as it is. p_address: it must have gone to this chat (404), so '
'that a button copied elsewhere answers nothing. Its other messages are edited to show it. Locks '
'narrow row, occurrence, delivery.';
