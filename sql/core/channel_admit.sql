create or replace function core.channel_admit(p_held core.delivery_open[], p_now timestamptz)
returns table (delivery_id uuid, at timestamptz)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_channel core.channel;
    v_probe uuid;
begin
    for v_channel in
        select c.*
        from core.channel as c
        inner join (
            select distinct h.bucket, h.person_id, h.channel_id
            from unnest(p_held) as h
            where h.channel_kind = 'webhook'
        ) as k
            on k.bucket = c.bucket and k.person_id = c.person_id and k.channel_id = c.channel_id
        where c.paused_until is not null
        order by c.person_id, c.channel_id
        for no key update of c
    loop
        v_probe := null;
        if v_channel.paused_until <= p_now then
            -- It asked for a pause, which is over; or one is to find out, and the others wait.
            continue when v_channel.failures < core.circuit_limit();
            select h.delivery_id into v_probe
            from unnest(p_held) as h
            where h.person_id = v_channel.person_id and h.channel_id = v_channel.channel_id
            order by h.not_before, h.delivery_id
            limit 1;
            v_channel.paused_until := p_now + core.circuit_wait(v_channel.failures, '5 minutes');
            update core.channel as c set paused_until = v_channel.paused_until
            where c.bucket = v_channel.bucket and c.person_id = v_channel.person_id
                and c.channel_id = v_channel.channel_id;
        end if;
        return query
        select h.delivery_id, v_channel.paused_until
        from unnest(p_held) as h
        where h.person_id = v_channel.person_id and h.channel_id = v_channel.channel_id
            and h.delivery_id is distinct from v_probe;
    end loop;
end;
$$;
comment on function core.channel_admit(core.delivery_open[], timestamptz) is
'Those of these deliveries, held by the caller, that their webhook does not take now, and until '
'when. Where an open circuit''s interval is over, one is let through to find out. Locks the '
'channels that are paused, or were; none as a rule.';
