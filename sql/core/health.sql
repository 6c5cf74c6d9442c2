create or replace function core.health()
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_health jsonb := core.health_work(v_now) || core.health_vacuum()
        || jsonb_build_object(
            'workers', core.health_workers(v_now), 'circuits_open', core.health_circuits()
        );
    v_problems text[];
begin
    select array_agg(
        case
            when w ->> 'last_run_at' is null then format('worker-%s never ran', w ->> 'kind')
            else format(
                'worker-%s is silent for %s s', w ->> 'kind', round((w ->> 'seconds_ago')::numeric)
            )
        end
    )
    into v_problems
    from jsonb_array_elements(v_health -> 'workers') as w
    where coalesce((w ->> 'seconds_ago')::numeric, 1e9) > 300;
    if (v_health ->> 'oldest_due_seconds')::numeric > 120 then
        v_problems := v_problems || format(
            '%s due, the oldest for %s s',
            v_health ->> 'due', round((v_health ->> 'oldest_due_seconds')::numeric)
        );
    end if;
    if (v_health ->> 'oldest_lease_seconds')::numeric > 120 then
        v_problems := v_problems || format(
            'a lease is over for %s s and nobody takes the delivery up',
            round((v_health ->> 'oldest_lease_seconds')::numeric)
        );
    end if;
    -- A webhook that takes nothing is its owner's to mend, and makes nobody else's service unwell.
    if (v_health #>> '{circuits_open, telegram}')::integer > 0 then
        v_problems := v_problems || 'Telegram takes nothing, and is asked once a minute'::text;
    end if;
    if (v_health ->> 'xmin_seconds')::numeric > 3600 then
        v_problems := v_problems || format(
            'a transaction is open for %s s and keeps dead rows from being removed',
            round((v_health ->> 'xmin_seconds')::numeric)
        );
    end if;
    return v_health || jsonb_build_object(
        'status', case when v_problems is null then 'ok' else 'degraded' end,
        'problems', coalesce(v_problems, '{}'),
        'now', v_now
    );
end;
$$;
comment on function core.health() is
'Silence is an alarm: what is due and how old the oldest is, the oldest lease that is over, the '
'backlog of worker-calc, when each kind of worker last asked for work, which circuits are open, '
'what holds vacuum back; problems says in words what is amiss.';
