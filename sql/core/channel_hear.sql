create or replace function core.channel_hear(p_heard core.channel[], p_now timestamptz)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_notable core.channel[];
    v_heard core.channel;
begin
    -- Most is good news of what was well: of that nothing is locked, and nothing is written.
    select array_agg(l.h) into v_notable
    from (
        select h
        from unnest(p_heard) as h
        inner join core.channel as c
            on c.bucket = h.bucket and c.person_id = h.person_id and c.channel_id = h.channel_id
        where h.disabled_reason is not null or h.kind = 'webhook' and (
            h.failures > 0 or h.paused_until is not null or c.failures > 0 or c.paused_until is not null
        )
        order by c.person_id, c.channel_id
        for no key update of c
    ) as l;
    foreach v_heard in array coalesce(v_notable, '{}') loop
        if v_heard.address is not null then
            perform core.channel_move(
                v_heard.bucket, v_heard.person_id, v_heard.channel_id, v_heard.address
            );
        elsif v_heard.disabled_reason is not null then
            perform core.channel_disable(
                v_heard.bucket, v_heard.person_id, v_heard.channel_id, v_heard.disabled_reason, p_now
            );
        elsif v_heard.failures > 0 then
            update core.channel as c
            set
                failures = c.failures + 1,
                failed_at = p_now,
                paused_until = case
                    when c.failures + 1 >= core.circuit_limit()
                        -- A longer pause that it asked for stands.
                        then greatest(
                            c.paused_until, p_now + core.circuit_wait(c.failures + 1, '5 minutes')
                        )
                    else c.paused_until
                end
            where c.bucket = v_heard.bucket and c.person_id = v_heard.person_id
                and c.channel_id = v_heard.channel_id
                -- What began before the circuit opened tells nothing new.
                and (c.failures < core.circuit_limit() or v_heard.failed_at > c.failed_at);
        else
            perform core.channel_well(v_heard, p_now);
        end if;
    end loop;
end;
$$;
comment on function core.channel_hear(core.channel[], timestamptz) is
'What sends have told of their channels, each in a row''s columns: address (it moved), '
'disabled_reason (it is dead), failures and failed_at (a send failed that began then), '
'paused_until (it asked for a pause); none of them: it took what it was sent. Comes after the '
'deliveries in the lock order; locks channels, ascending.';
