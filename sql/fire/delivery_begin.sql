create or replace function fire.delivery_begin(
    p_worker text,
    p_persons uuid[],
    p_deliveries uuid[],
    p_fences bigint[],
    p_lease interval default interval '60 seconds'
)
returns table (delivery_id uuid, verdict text)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_now timestamptz := core.now();
    v_open core.delivery_open;
begin
    -- First what is not sent at all, in the lock order: the inbox, and channels disabled meanwhile.
    for v_open in
        select d.*
        from unnest(p_persons, p_deliveries, p_fences) as k (person_id, delivery_id, fence)
        inner join core.delivery_open as d
            on d.bucket = core.bucket_of(k.person_id) and d.person_id = k.person_id
            and d.delivery_id = k.delivery_id and d.fence = k.fence and d.state = 'leased'
        left join core.channel as c
            on c.bucket = d.bucket and c.person_id = d.person_id and c.channel_id = d.channel_id
        where d.channel_kind = 'inbox' or c.enabled is not true or d.cancelled is not null
        order by d.person_id, d.reminder_id, d.due_at
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
                when v_open.channel_kind <> 'inbox' then 'channel_disabled'
            end,
            null, null, v_now
        );
    end loop;

    return query
    with asked as (
        select core.bucket_of(k.person_id) as bucket, k.*
        from unnest(p_persons, p_deliveries, p_fences) as k (person_id, delivery_id, fence)
    ),

    held as materialized (
        select d.bucket, d.person_id, d.delivery_id, d.due_at, d.fence
        from asked as a
        inner join core.delivery_open as d
            on d.bucket = a.bucket and d.person_id = a.person_id
            and d.delivery_id = a.delivery_id and d.fence = a.fence and d.state = 'leased'
        order by d.person_id, d.delivery_id
        for update of d
    ),

    begun as (
        update core.delivery_open as d
        set state = 'sending', lease_until = v_now + p_lease, attempts = d.attempts + 1
        from held as h
        where d.bucket = h.bucket and d.person_id = h.person_id and d.delivery_id = h.delivery_id
        returning d.delivery_id
    ),

    noted as (
        insert into core.attempt (
            bucket, person_id, delivery_id, fence, due_at, worker, begun_at
        )
        select h.bucket, h.person_id, h.delivery_id, h.fence, h.due_at, p_worker, v_now
        from held as h
    )

    select
        a.delivery_id,
        case
            when b.delivery_id is not null then 'go'
            when exists (
                select from core.delivery as d
                where d.bucket = a.bucket and d.person_id = a.person_id
                    and d.delivery_id = a.delivery_id and d.outcome is not null
            ) then 'cancelled'
            else 'stale'
        end
    from asked as a
    left join begun as b on b.delivery_id = a.delivery_id;
end;
$$;
comment on function fire.delivery_begin(text, uuid[], uuid[], bigint[], interval) is
'Asked just before a small batch is sent, and committed before it: go (state sending; send it), '
'stale (another claim holds it) or cancelled (it has its outcome: answered, deleted, channel '
'disabled, or the inbox, which is settled here). Locks deliveries, ascending.';
