create or replace function core.delivery_pace(
    p_held core.delivery_open[],
    p_deliveries uuid[],
    p_messages uuid[],
    p_rate numeric
)
returns table (
    delivery_id uuid, verdict text, at timestamptz, wait double precision, queued text
)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with held as (
        select h.*, coalesce(a.message, h.delivery_id) as message, a.n
        from unnest(p_held) as h
        inner join unnest(p_deliveries, p_messages) with ordinality as a (delivery_id, message, n)
            on a.delivery_id = h.delivery_id
    ),

    -- One for each message, in the order in which they are asked for.
    message as (
        select distinct on (h.message)
            h.message, split_part(c.address, ':', 1) as chat, h.queued, h.n
        from held as h
        inner join core.channel as c
            on c.bucket = h.bucket and c.person_id = h.person_id and c.channel_id = h.channel_id
        where h.channel_kind = 'telegram'
        order by h.message, h.n
    ),

    paced as materialized (
        select p.*
        from (
            select
                array_agg(m.message order by m.n) as messages,
                array_agg(m.chat order by m.n) as chats,
                array_agg(m.queued order by m.n) as queued
            from message as m
        ) as ms
        cross join lateral core.pace_take(ms.messages, ms.chats, ms.queued, p_rate) as p
    )

    select h.delivery_id, coalesce(p.verdict, 'go'), p.at, coalesce(p.wait, 0), p.queued
    from held as h
    left join paced as p on p.message = h.message;
end;
$$;
comment on function core.delivery_pace(core.delivery_open[], uuid[], uuid[], numeric) is
'When each of these deliveries may be sent: at once, but for those of Telegram, see '
'core.pace_take. p_deliveries gives their order, p_messages the same id to those that are sent '
'as one. Locks the pace.';
