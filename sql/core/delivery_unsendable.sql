create or replace function core.delivery_unsendable(
    p_persons uuid[],
    p_deliveries uuid[],
    p_fences bigint[],
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_open core.delivery_open;
    v_telegram_is_down boolean := exists (
        select from core.pace as p
        where p.kind = 'bot' and p.key = 'telegram' and p.failures >= core.circuit_limit()
    );
begin
    for v_open in
        select d.*
        from unnest(p_persons, p_deliveries, p_fences) as k (person_id, delivery_id, fence)
        inner join core.delivery_open as d
            on d.bucket = core.bucket_of(k.person_id) and d.person_id = k.person_id
            and d.delivery_id = k.delivery_id and d.fence = k.fence and d.state = 'leased'
        left join core.channel as c
            on c.bucket = d.bucket and c.person_id = d.person_id and c.channel_id = d.channel_id
        where d.channel_kind = 'inbox' or c.enabled is not true or d.cancelled is not null
            -- Nothing of what waits for a channel that takes nothing fails; its time goes by.
            or d.kind <> 'update' and (
                c.paused_until > p_now or d.channel_kind = 'telegram' and v_telegram_is_down
            ) and core.delivery_gives_up(d, p_now)
        order by
            d.kind = 'update', d.person_id, case when d.kind = 'update' then d.channel_id end,
            d.message_id, d.reminder_id, d.due_at, d.delivery_id
    loop
        perform core.delivery_settle(
            v_open, v_open.fence,
            case
                when v_open.channel_kind = 'inbox' then 'sent'
                when v_open.cancelled is not null then 'unknown'
                else 'rejected'
            end,
            case
                when v_open.cancelled is not null then 'lease_expired'
                when v_open.channel_kind = 'inbox' then null
                else coalesce((
                    select case when c.enabled then 'channel_down' else 'channel_disabled' end
                    from core.channel as c
                    where c.bucket = v_open.bucket and c.person_id = v_open.person_id
                        and c.channel_id = v_open.channel_id
                ), 'channel_removed')
            end,
            null, null, p_now
        );
    end loop;
end;
$$;
comment on function core.delivery_unsendable(uuid[], uuid[], bigint[], timestamptz) is
'Settles what a worker has leased and shall not send: the inbox, which takes everything at once, '
'a channel that was disabled or removed, what was cancelled while a lease ran out, what is of no '
'use any more and waits for a channel that takes nothing. Locks as '
'core.delivery_settle, updates last.';
