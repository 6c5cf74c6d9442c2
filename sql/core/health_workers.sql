create or replace function core.health_workers(p_now timestamptz)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select jsonb_agg(
            jsonb_build_object(
                'kind', k.kind,
                'last_run_at', w.at,
                'seconds_ago', case
                    when w.at is not null
                        then greatest(round(extract(epoch from p_now - w.at), 1), 0)
                end
            )
            order by k.kind
        )
        from (values ('calc'), ('fire')) as k (kind)
        left join lateral (
            select max(r.last_run_at) as at from core.worker_run as r where r.kind = k.kind
        ) as w on true
    );
end;
$$;
comment on function core.health_workers(timestamptz) is
'When each kind of worker last asked for work. Reads a row for each worker of the last days.';
