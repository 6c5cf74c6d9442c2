create or replace function core.card_items(
    p_bucket smallint,
    p_person uuid,
    p_channel integer,
    p_message_id text
)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select jsonb_agg(core.card_item(d) order by d.due_at, d.delivery_id)
        from core.delivery as d
        where d.bucket = p_bucket and d.person_id = p_person and d.channel_id = p_channel
            and d.provider_id = p_message_id
    );
end;
$$;
comment on function core.card_items(smallint, uuid, integer, text) is
'What one message of a chat shows: its deliveries, in order; null where there is no such message.';
