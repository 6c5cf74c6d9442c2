create or replace function core.health()
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_due bigint;
    v_oldest double precision;
    v_backlog bigint;
    v_invalid bigint;
    v_workers jsonb;
    v_problems text[] := '{}'::text[];
begin
    -- Bounded reads: how many is told up to 10,000; nobody needs it more exact when it is that bad.
    select count(*), coalesce(extract(epoch from v_now - min(t.at)), 0) into v_due, v_oldest
    from (
        (
            select n.next_occurrence as at
            from generate_series(0, 63) as b (bucket)
            cross join lateral (
                select m.next_occurrence from core.reminder_next as m
                where m.bucket = b.bucket and m.state = 'scheduled' and m.next_occurrence <= v_now
                order by m.next_occurrence
                limit 160
            ) as n
        )
        union all
        (
            select d.not_before
            from generate_series(0, 63) as b (bucket)
            cross join lateral (
                select o.not_before from core.delivery_open as o
                where o.bucket = b.bucket and o.state = 'ready' and o.not_before <= v_now
                order by o.not_before
                limit 160
            ) as d
        )
    ) as t;
    select count(*) into v_backlog
    from (select from core.reminder_next as n where n.state = 'compute' limit 10000) as t;
    select count(*) into v_invalid
    from (select from core.reminder_next as n where n.state = 'invalid' limit 10000) as t;
    select jsonb_agg(
        jsonb_build_object(
            'kind', k.kind,
            'last_run_at', w.at,
            'seconds_ago', case
                when w.at is not null then greatest(round(extract(epoch from v_now - w.at), 1), 0)
            end
        )
        order by k.kind
    )
    into v_workers
    from (values ('calc'), ('fire')) as k (kind)
    left join lateral (
        select max(r.last_run_at) as at from core.worker_run as r where r.kind = k.kind
    ) as w on true;
    select v_problems || coalesce(array_agg(
        case
            when w ->> 'last_run_at' is null then format('worker-%s never ran', w ->> 'kind')
            else format(
                'worker-%s is silent for %s s', w ->> 'kind', round((w ->> 'seconds_ago')::numeric)
            )
        end
    ), '{}')
    into v_problems
    from jsonb_array_elements(v_workers) as w
    where coalesce((w ->> 'seconds_ago')::numeric, 1e9) > 300;
    if v_oldest > 120 then
        v_problems := v_problems || format(
            '%s due, the oldest for %s s', v_due, round(v_oldest)
        );
    end if;
    return jsonb_build_object(
        'status', case when v_problems = '{}' then 'ok' else 'degraded' end,
        'problems', v_problems,
        'now', v_now,
        'due', v_due,
        'oldest_due_seconds', round(v_oldest::numeric, 1),
        'calc_backlog', v_backlog,
        'invalid', v_invalid,
        'workers', v_workers
    );
end;
$$;
comment on function core.health() is
'Silence is an alarm: what is due and how old the oldest is, the backlog of worker-calc, and '
'when each kind of worker last asked for work; problems says in words what is amiss.';
