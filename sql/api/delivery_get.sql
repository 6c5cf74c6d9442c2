create or replace function api.delivery_get(
    p_token bytea,
    p_act_for text,
    p_delivery_id uuid
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'read');
    v_delivery core.delivery;
begin
    select d.* into v_delivery from core.delivery as d
    where d.bucket = v_person.bucket and d.person_id = v_person.person_id
        and d.delivery_id = p_delivery_id;
    if not found then
        perform core.delivery_not_found();
    end if;
    return core.card_json(v_person, v_delivery);
end;
$$;
comment on function api.delivery_get(bytea, text, uuid) is
'The message that a delivery is in, with all that share it and what is true of each now.';
