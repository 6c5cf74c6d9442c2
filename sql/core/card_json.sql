create or replace function core.card_json(p_person core.person, p_delivery core.delivery)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return jsonb_build_object(
        'address', core.channel_address(p_person, p_delivery.channel_id),
        'message_id', p_delivery.provider_id,
        'items', coalesce(
            core.card_items(
                p_person.bucket, p_person.person_id, p_delivery.channel_id, p_delivery.provider_id
            ),
            jsonb_build_array(core.card_item(p_delivery))
        )
    );
end;
$$;
comment on function core.card_json(core.person, core.delivery) is
'The message that a delivery is in, as the API shows it: with all that share it.';
