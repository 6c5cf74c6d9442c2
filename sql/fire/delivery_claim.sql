-- The life of a delivery:
--   delivery_claim   a due reminder becomes an occurrence and its deliveries (ready), once, in SQL;
--                    then due deliveries are leased: state leased, a fence, lease_until. Commit.
--   delivery_begin   just before the send: go (state sending, a row of core.attempt). Commit.
--   (send)
--   delivery_settle  the outcome, with the claim's fence: sent, failed, cancelled, or ready again.
-- A worker that dies before begin costs nothing: the lease runs out and another takes it. One that
-- dies after begin leaves an unknown: it is repeated once, marked, with the same id.
create or replace function fire.delivery_claim(
    p_worker text,
    p_limit integer,
    p_buckets smallint[] default null,
    p_lease interval default interval '60 seconds'
)
returns table (
    delivery_id uuid,
    person_id uuid,
    fence bigint,
    lease_until timestamptz,
    channel_id integer,
    channel_kind text,
    address text,
    secret text,
    kind text,
    nth integer,
    attempts integer,
    perhaps_repeat boolean,
    reminder_id integer,
    due_at timestamptz,
    timezone text,
    locale text,
    text text,
    missed_before integer,
    claimed_at timestamptz,
    taken integer,
    silent boolean,
    urgent boolean,
    reference text,
    nag_left integer,
    digest uuid,
    message_id text,
    card jsonb,
    author text,
    attendees jsonb
)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_now timestamptz := core.now();
    v_buckets smallint[] := core.buckets(p_buckets);
    v_rest smallint[] := core.buckets_rest(p_buckets);
    v_limit integer := least(greatest(p_limit, 1), 10000);
    v_rewinds bigint := core.rewind_count();
    v_floor timestamptz := core.claim_floor(p_worker, v_rewinds, v_now);
    v_taken integer;
    v_leased core.delivery_open[];
begin
    loop
        perform core.delivery_lapse(v_buckets, v_limit, v_now);
        v_taken := core.reminder_claim_due(v_buckets, v_limit, v_floor, v_now);
        select array_agg(l) into v_leased
        from core.delivery_lease(p_worker, v_buckets, v_limit, p_lease, v_floor, v_now) as l;
        exit when v_taken > 0 or v_leased is not null or v_rest = '{}';
        -- Its own have nothing due: the others', whose worker may be missing.
        v_buckets := v_rest;
        v_rest := '{}';
    end loop;
    if v_leased is not null then
        v_leased := v_leased || array(
            select l from core.digest_gather(v_leased, p_worker, p_lease, v_now) as l
        );
    end if;
    -- Drained means that no bucket has anything due, be it held by another worker.
    perform core.worker_seen(
        'fire', p_worker, v_now, v_floor, v_rewinds,
        case
            when v_taken > 0 or v_leased is not null then false
            else not core.due_exists(core.buckets(null), v_floor, v_now)
        end
    );
    -- Locked above, read here.
    return query
    select
        l.delivery_id, l.person_id, l.fence, l.lease_until, l.channel_id, l.channel_kind, c.address,
        c.secret, l.kind, l.nth, l.attempts, l.unknowns > 0, l.reminder_id, l.due_at, o.timezone,
        p.locale, o.text, o.missed_before, v_now, v_taken,
        coalesce(p.quiet_mode, '') = 'silent' and l.kind in ('first', 'nag') and not o.urgent
            and (core.quiet_hours(p, v_now)).o_until is not null,
        o.urgent, o.reference,
        case
            when o.nag_every is null then 0
            else core.nag_left(o, l.channel_id, greatest(v_now, l.not_before))
        end,
        g.digest, l.message_id,
        case
            when l.kind = 'update'
                then core.card_items(l.bucket, l.person_id, l.channel_id, l.message_id)
        end,
        -- In a group: whose it is, and who wants to be told by name.
        case when c.address like '-%' then core.group_author(l.bucket, l.person_id) end,
        case
            when c.address like '-%'
                then core.attendee_list(l.bucket, l.person_id, l.reminder_id)
        end
    from unnest(v_leased) as l
    inner join core.occurrence as o
        on o.bucket = l.bucket and o.person_id = l.person_id and o.reminder_id = l.reminder_id
        and o.due_at = l.due_at
    inner join core.person as p on p.bucket = l.bucket and p.person_id = l.person_id
    left join core.channel as c
        on c.bucket = l.bucket and c.person_id = l.person_id and c.channel_id = l.channel_id
    left join core.digest_group(v_leased, v_now) as g on g.delivery_id = l.delivery_id
    where l.state = 'leased'
    -- In line: what was claimed before is asked for before what has not been.
    order by not l.put_off, l.not_before, l.delivery_id;
    -- Or a worker that drains what is due would take work for the inbox alone, or what is only put
    -- off to the end of quiet hours, for none at all.
    if not found and (v_taken > 0 or v_leased is not null) then
        claimed_at := v_now;
        taken := v_taken;
        return next;
    end if;
end;
$$;
comment on function fire.delivery_claim(text, integer, smallint[], interval) is
'Turns at most p_limit due reminders into occurrences and deliveries, exactly once each, then '
'leases at most p_limit due deliveries to p_worker for p_lease: those whose lease ran out first, '
'then those that were put off and are due again (half of p_limit where others are due), then the '
'bucket with the most overdue, within it by time. Never waits for work that another worker holds. '
'p_buckets come first: only where they have nothing due, the others follow (null: '
'all alike). Send only after delivery_begin said go. What is late and has the same digest (2 to '
'20 of one chat, taken along beyond p_limit) is one message. One of kind update edits message_id '
'to show card. Where it took reminders, or put deliveries off to the end of quiet hours, and '
'leased nothing, one row says so: taken, and no delivery_id. silent: quiet hours ask for no sound. '
'nag_left: how many nags may follow it.';
