create or replace function core.delivery_admit(
    p_held core.delivery_open[],
    p_deliveries uuid[],
    p_messages uuid[],
    p_waits double precision[],
    p_rate numeric,
    p_now timestamptz
)
returns table (
    delivery_id uuid, verdict text, at timestamptz, wait double precision, queued text
)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_busy uuid[] := array(
        select a.delivery_id from unnest(p_deliveries, p_waits) as a (delivery_id, wait)
        where a.wait is not null
    );
    v_down uuid[];
    v_until timestamptz[];
begin
    return query
    select h.delivery_id, 'later', p_now + make_interval(secs => a.wait), a.wait, h.queued
    from unnest(p_held) as h
    inner join unnest(p_deliveries, p_waits) as a (delivery_id, wait)
        on a.delivery_id = h.delivery_id
    where a.wait is not null;

    select coalesce(array_agg(a.delivery_id), '{}'), array_agg(a.at) into v_down, v_until
    from core.channel_admit(
        array(select h from unnest(p_held) as h where h.delivery_id <> all(v_busy)), p_now
    ) as a;
    return query
    select d.delivery_id, 'paused', d.at, extract(epoch from d.at - p_now)::double precision, 'channel'
    from unnest(v_down, v_until) as d (delivery_id, at);

    return query
    select p.*
    from core.delivery_pace(
        array(select h from unnest(p_held) as h where h.delivery_id <> all(v_busy || v_down)),
        p_deliveries, p_messages, p_rate
    ) as p;
end;
$$;
comment on function core.delivery_admit(
    core.delivery_open[], uuid[], uuid[], double precision[], numeric, timestamptz
) is
'Which of these deliveries, held by the caller, may be sent now: go; later (its worker has enough '
'in the air for that host, p_waits in seconds; or Telegram''s pace), paused (its channel takes '
'nothing). at, wait: when it goes, or is asked for again. Locks channels, then the pace.';
