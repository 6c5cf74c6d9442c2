create or replace function core.card_item(p_delivery core.delivery)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_occurrence core.occurrence;
    v_deleted boolean;
    v_repeats boolean;
    v_state text;
    v_open boolean;
begin
    select o.* into v_occurrence from core.occurrence as o
    where o.bucket = p_delivery.bucket and o.person_id = p_delivery.person_id
        and o.reminder_id = p_delivery.reminder_id and o.due_at = p_delivery.due_at;
    select false, not core.is_once(r) into v_deleted, v_repeats from core.reminder as r
    where r.bucket = p_delivery.bucket and r.person_id = p_delivery.person_id
        and r.reminder_id = p_delivery.reminder_id;
    if not found then
        select f.why = 'deleted' into v_deleted from core.reminder_finished as f
        where f.bucket = p_delivery.bucket and f.person_id = p_delivery.person_id
            and f.reminder_id = p_delivery.reminder_id;
    end if;
    select d.state into v_state from core.delivery_open as d
    where d.bucket = p_delivery.bucket and d.person_id = p_delivery.person_id
        and d.delivery_id = p_delivery.delivery_id;
    v_open := v_deleted is not true and v_occurrence.answer <> 'done'
        -- A snooze that this very message told is over.
        and (v_occurrence.answer = 'none' or v_occurrence.answered_at < p_delivery.sent_at)
        and not exists (
            select from core.delivery as d
            where d.bucket = p_delivery.bucket and d.person_id = p_delivery.person_id
                and d.reminder_id = p_delivery.reminder_id and d.due_at = p_delivery.due_at
                and d.channel_id = p_delivery.channel_id and d.outcome = 'sent'
                and d.sent_at > p_delivery.sent_at
        );
    return jsonb_build_object(
        'delivery_id', p_delivery.delivery_id,
        'reminder_id', p_delivery.reminder_id,
        'text', v_occurrence.text,
        'due_at', p_delivery.due_at,
        'timezone', v_occurrence.timezone,
        'kind', p_delivery.kind,
        'state', coalesce(p_delivery.outcome, v_state),
        'sent_at', p_delivery.sent_at,
        'outcome', v_occurrence.outcome,
        'answer', v_occurrence.answer,
        'answered_at', v_occurrence.answered_at,
        'snoozed_until', v_occurrence.snoozed_until,
        'repeats', coalesce(v_repeats, false),
        'deleted', coalesce(v_deleted, false),
        'open', coalesce(v_open, false)
    );
end;
$$;
comment on function core.card_item(core.delivery) is
'What a message shows of one delivery. open: it waits for an answer here, so its buttons stand; '
'not so where it is done, snoozed since, deleted, or told again by a later message of the chat.';
