create or replace function core.update_put(
    p_bucket smallint,
    p_person uuid,
    p_deliveries core.delivery[],
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into core.delivery_open as old (
        bucket, person_id, delivery_id, due_at, reminder_id, channel_id, channel_kind, kind, nth,
        not_before, message_id
    )
    select
        d.bucket, d.person_id, gen_random_uuid(), d.due_at, d.reminder_id, d.channel_id,
        d.channel_kind, 'update', 0, p_now, d.provider_id
    from (
        select distinct on (u.channel_id, u.provider_id) u.*
        from unnest(p_deliveries) as u
        order by u.channel_id, u.provider_id
    ) as d
    inner join core.channel as c
        on c.bucket = p_bucket and c.person_id = p_person and c.channel_id = d.channel_id
        and c.enabled
    order by d.channel_id, d.provider_id
    on conflict (bucket, person_id, channel_id, message_id) where kind = 'update' do update
    set
        -- Who has leased it holds what was true before: its begin is answered with stale.
        state = case when old.state = 'leased' then 'ready' else old.state end,
        worker = case when old.state <> 'leased' then old.worker end,
        fence = case when old.state <> 'leased' then old.fence end,
        lease_until = case when old.state <> 'leased' then old.lease_until end,
        -- Due anew, and not in the past, where the workers' floors may be beyond it.
        not_before = case when old.state = 'leased' then p_now else old.not_before end,
        again = old.state = 'sending',
        attempts = 0;
    if found then
        perform core.wake('oye_fire');
    end if;
end;
$$;
comment on function core.update_put(smallint, uuid, core.delivery[], timestamptz) is
'Lets the messages of these deliveries be edited, so that they show what is true: one open '
'update for each message, whatever changes meanwhile, and each change is tried anew. Comes after '
'all other deliveries in the lock order; by channel and message.';
