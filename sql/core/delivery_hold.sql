create or replace function core.delivery_hold(
    p_persons uuid[],
    p_deliveries uuid[],
    p_fences bigint[]
)
returns core.delivery_open[]
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select array_agg(h.d)
        from (
            select d
            from unnest(p_persons, p_deliveries, p_fences) as k (person_id, delivery_id, fence)
            inner join core.delivery_open as d
                on d.bucket = core.bucket_of(k.person_id) and d.person_id = k.person_id
                and d.delivery_id = k.delivery_id and d.fence = k.fence and d.state = 'leased'
            order by
                d.kind = 'update', d.person_id, case when d.kind = 'update' then d.channel_id end,
                d.message_id, d.delivery_id
            for update of d
        ) as h
    );
end;
$$;
comment on function core.delivery_hold(uuid[], uuid[], bigint[]) is
'Locks those of these deliveries that their claims still hold, and returns them. In order: '
'by person and id, then the updates by person, channel and message.';
