create or replace function core.health_sends(p_now timestamptz)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_sends jsonb;
    v_lateness jsonb;
    v_recent bigint[];
begin
    -- One statement, so that all of it is of one moment.
    with told as (
        select
            t.channel_kind, t.outcome, t.place, sum(t.sends) as sends, sum(t.seconds) as seconds,
            coalesce(
                sum(t.sends) filter (where t.bin_at > p_now - interval '15 minutes'), 0
            ) as recent
        from core.tally as t
        group by t.channel_kind, t.outcome, t.place
    ),

    by_outcome as (
        select t.channel_kind, t.outcome, sum(t.sends) as sends from told as t
        group by t.channel_kind, t.outcome
    ),

    places as (
        select p.place::smallint
        from generate_series(1, cardinality(core.lateness_bounds()) + 1) as p (place)
    ),

    by_lateness as (
        select
            c.channel_kind, array_agg(coalesce(t.sends, 0) order by p.place) as counts,
            sum(t.seconds) as seconds
        from (select distinct t.channel_kind from told as t where t.place > 0) as c
        cross join places as p
        left join told as t
            on t.channel_kind = c.channel_kind and t.place = p.place and t.outcome = 'sent'
        group by c.channel_kind
    )

    select
        (
            select jsonb_agg(
                jsonb_build_object('channel', o.channel_kind, 'outcome', o.outcome, 'count', o.sends)
                order by o.channel_kind, o.outcome
            )
            from by_outcome as o
        ),
        (
            select jsonb_agg(
                jsonb_build_object('channel', l.channel_kind, 'counts', l.counts, 'seconds', l.seconds)
                order by l.channel_kind
            )
            from by_lateness as l
        ),
        array(
            select coalesce(sum(t.recent), 0) from places as p
            left join told as t on t.place = p.place
            group by p.place
            order by p.place
        )
    into v_sends, v_lateness, v_recent;
    return jsonb_build_object(
        'sends', coalesce(v_sends, '[]'),
        'lateness_bounds', core.lateness_bounds(),
        'lateness', coalesce(v_lateness, '[]'),
        'lateness_p50', core.lateness_quantile(v_recent, 0.5),
        'lateness_p99', core.lateness_quantile(v_recent, 0.99)
    );
end;
$$;
comment on function core.health_sends(timestamptz) is
'Sends by kind of channel and outcome, and how late they were: numbers that only rise, and p50 and '
'p99 of the last 15 minutes (null where nothing was sent). Reads the bins of 20 minutes.';
