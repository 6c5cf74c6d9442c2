create or replace function api.delivery_find(
    p_token bytea,
    p_act_for text,
    p_address text,
    p_message_id text
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'read');
    v_delivery core.delivery;
begin
    select d.* into v_delivery
    from core.channel as c
    inner join core.delivery as d
        on d.bucket = v_person.bucket and d.person_id = v_person.person_id
        and d.channel_id = c.channel_id and d.provider_id = p_message_id
    where c.bucket = v_person.bucket and c.person_id = v_person.person_id
        and c.address = p_address
    limit 1;
    if not found then
        perform core.delivery_not_found();
    end if;
    return core.card_json(v_person, v_delivery);
end;
$$;
comment on function api.delivery_find(bytea, text, text, text) is
'The message of a chat by its id there: what somebody replies to.';
