create or replace function core.worker_seen(
    p_kind text,
    p_worker text,
    p_now timestamptz,
    p_floor timestamptz default null,
    p_rewinds bigint default null,
    p_drained boolean default false
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Once a second at most: busy workers would otherwise write one dead row a claim.
    insert into core.worker_run as w (kind, worker, last_run_at, floor, full_at, rewinds)
    values (
        p_kind, p_worker, p_now, case when p_drained then p_now - interval '10 seconds' end,
        case when p_drained then p_now end, p_rewinds
    )
    on conflict (kind, worker) do update set
        last_run_at = p_now,
        -- Ten seconds of room for transactions that commit after their instants have passed.
        floor = case when p_drained then p_now - interval '10 seconds' else w.floor end,
        full_at = case when p_floor <> '-infinity' then w.full_at when p_drained then p_now end,
        rewinds = p_rewinds
    where w.last_run_at not between p_now - interval '1 second' and p_now
        or p_floor = '-infinity';
end;
$$;
comment on function core.worker_seen(
    text, text, timestamptz, timestamptz, bigint, boolean
) is
'Notes that a worker asked for work, from p_floor on, with core.rewind_count as it was before, and '
'whether nothing that is due was left. Comes last in a claim; each worker has a row of its own.';
