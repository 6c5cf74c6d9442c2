create or replace function core.digest_gather(
    p_leased core.delivery_open[],
    p_worker text,
    p_lease interval,
    p_now timestamptz
)
returns setof core.delivery_open
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_chat record;
begin
    for v_chat in
        select l.bucket, l.person_id, l.channel_id, (20 - count(*) % 20) % 20 as room
        from unnest(p_leased) as l
        where l.state = 'leased' and core.is_late(l, p_now)
        group by l.bucket, l.person_id, l.channel_id
    loop
        return query
        with companion as materialized (
            select d.person_id, d.delivery_id from core.delivery_open as d
            where d.bucket = v_chat.bucket and d.person_id = v_chat.person_id
                and d.channel_id = v_chat.channel_id and d.state = 'ready'
                and d.not_before <= p_now and core.is_late(d, p_now)
            order by d.not_before, d.delivery_id
            limit v_chat.room
            for update skip locked
        ),

        -- Quiet hours hold them as they hold what is leased first.
        audible as (
            select q.delivery_id
            from (
                select array_agg(c.person_id) as persons, array_agg(c.delivery_id) as deliveries
                from companion as c
            ) as cs
            cross join lateral core.quiet_defer(
                v_chat.bucket, cs.persons, cs.deliveries, p_now
            ) as q
            where q.held_until is null
        )

        update core.delivery_open as d
        set
            state = 'leased', worker = p_worker, fence = nextval('core.fence'),
            lease_until = p_now + p_lease
        from audible as c
        where d.bucket = v_chat.bucket and d.person_id = v_chat.person_id
            and d.delivery_id = c.delivery_id
        returning d.*;
    end loop;
end;
$$;
comment on function core.digest_gather(core.delivery_open[], text, interval, timestamptz) is
'Leases what is late on the chats of what is late among p_leased, so that one digest is made of '
'it and not several: up to 20 for each message. Looks at the open deliveries of those people '
'alone, and waits for nobody.';
