create or replace function core.channel_well(p_heard core.channel, p_now timestamptz)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_was core.channel;
begin
    select c.* into v_was from core.channel as c
    where c.bucket = p_heard.bucket and c.person_id = p_heard.person_id
        and c.channel_id = p_heard.channel_id
    for no key update;
    update core.channel as c
    set
        failures = 0,
        failed_at = null,
        paused_until = case
            when p_heard.paused_until is not null then p_heard.paused_until
            -- A pause that it asked for stands, though something that was under way arrived.
            when c.failures < core.circuit_limit() and c.paused_until > p_now then c.paused_until
        end
    where c.bucket = p_heard.bucket and c.person_id = p_heard.person_id
        and c.channel_id = p_heard.channel_id;
    if v_was.failures < core.circuit_limit() or p_heard.paused_until is not null then
        return;
    end if;
    update core.delivery_open as d set not_before = p_now, queued = null
    from (
        select o.bucket, o.person_id, o.delivery_id
        from core.delivery_open as o
        where o.bucket = p_heard.bucket and o.person_id = p_heard.person_id
            and o.channel_id = p_heard.channel_id and o.state = 'ready'
            and o.not_before > p_now and (o.queued = 'channel' or o.attempts > 0)
        -- Against the lock order, and so it waits for none: who holds one is at work on it.
        for update skip locked
    ) as waiting
    where d.bucket = waiting.bucket and d.person_id = waiting.person_id
        and d.delivery_id = waiting.delivery_id;
    perform core.wake('oye_fire');
end;
$$;
comment on function core.channel_well(core.channel, timestamptz) is
'A channel answers: nothing has failed in a row any more, and a pause is only what it asks for '
'(paused_until). Was its circuit open, what waited for it is due now. The caller has come to the '
'channels in the lock order.';
