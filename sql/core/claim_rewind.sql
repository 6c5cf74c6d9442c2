create or replace function core.claim_rewind(p_at timestamptz, p_now timestamptz)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    if p_at > p_now - interval '5 seconds' then
        return;
    end if;
    with running as materialized (
        select r.kind, r.worker from core.worker_run as r
        where r.kind = 'fire' and r.last_run_at > p_now - interval '2 minutes'
        order by r.worker
        for update
    )

    update core.worker_run as w set full_at = null
    from running as r
    where w.kind = r.kind and w.worker = r.worker;
end;
$$;
comment on function core.claim_rewind(timestamptz, timestamptz) is
'Something was made due at p_at, which may lie below the floors of the workers: their next '
'claims look at everything. Nothing where p_at is not past. Comes last in a transaction (lock '
'order).';
