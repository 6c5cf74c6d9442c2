create or replace function fire.delivery_begin(
    p_worker text,
    p_persons uuid[],
    p_deliveries uuid[],
    p_fences bigint[],
    p_lease interval default interval '60 seconds',
    p_messages uuid[] default null,
    p_rate numeric default 25,
    p_waits double precision[] default null
)
returns table (delivery_id uuid, verdict text, wait double precision, at timestamptz)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_now timestamptz := core.now();
    v_held core.delivery_open[];
begin
    if p_rate not between 0.1 and 1000 then
        perform core.problem(400, 'rate_wrong', 'A rate is 0.1 to 1000 a second.', 'p_rate');
    end if;
    -- First what is not sent at all, in the lock order: the inbox, and channels disabled meanwhile.
    perform core.delivery_unsendable(p_persons, p_deliveries, p_fences, v_now);
    v_held := core.delivery_hold(p_persons, p_deliveries, p_fences);

    return query
    with paced as materialized (
        select h.*, p.verdict, p.at, p.wait, p.queued as queued_by
        from unnest(v_held) as h
        inner join core.delivery_admit(
            v_held, p_deliveries, p_messages, p_waits, p_rate, v_now
        ) as p
            on p.delivery_id = h.delivery_id
    ),

    begun as (
        update core.delivery_open as d
        set
            state = 'sending', attempts = d.attempts + 1,
            lease_until = greatest(p.at, v_now) + p_lease
        from paced as p
        where d.bucket = p.bucket and d.person_id = p.person_id and d.delivery_id = p.delivery_id
            and p.verdict = 'go'
    ),

    put_off as (
        update core.delivery_open as d
        set
            state = 'ready', worker = null, lease_until = null, not_before = p.at,
            queued = p.queued_by, put_off = p.verdict = 'later'
        from paced as p
        where d.bucket = p.bucket and d.person_id = p.person_id and d.delivery_id = p.delivery_id
            and p.verdict <> 'go'
    ),

    noted as (
        insert into core.attempt (bucket, person_id, delivery_id, fence, due_at, worker, begun_at)
        select p.bucket, p.person_id, p.delivery_id, p.fence, p.due_at, p_worker, v_now
        from paced as p
        where p.verdict = 'go' and p.kind <> 'update'
    )

    select
        a.delivery_id,
        case
            when p.delivery_id is not null then p.verdict
            when exists (
                select from core.delivery as d
                where d.bucket = core.bucket_of(a.person_id) and d.person_id = a.person_id
                    and d.delivery_id = a.delivery_id and d.outcome is not null
            ) then 'cancelled'
            else 'stale'
        end,
        coalesce(p.wait, 0),
        p.at
    from unnest(p_persons, p_deliveries) as a (person_id, delivery_id)
    left join paced as p on p.delivery_id = a.delivery_id;
end;
$$;
comment on function fire.delivery_begin(
    text, uuid[], uuid[], bigint[], interval, uuid[], numeric, double precision[]
) is
'Asked just before a small batch is sent, and committed before it: go (state sending; send it '
'after wait seconds, one at most, which is at: its time within the pace of Telegram, null where '
'there is none), later, paused (it was put off for wait seconds, and nothing was spent), stale '
'(another claim holds it) or cancelled (it has its outcome: answered, deleted, channel disabled, '
'or the inbox, which is settled here). p_messages: the same id for those that are sent as one. '
'p_rate: messages a second of the whole bot. p_waits: seconds for which the worker puts one off '
'by itself, since it has enough in the air for that host; null: it does not. Locks deliveries '
'(ascending, then updates by channel and message), then channels, then the pace.';
