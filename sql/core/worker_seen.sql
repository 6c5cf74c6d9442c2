create or replace function core.worker_seen(p_kind text, p_worker text, p_now timestamptz)
returns void
language plpgsql
set search_path = ''
as $$
begin
    if p_worker is null or length(p_worker) not between 1 and 200 then
        perform core.problem(
            400, 'worker_name_wrong', 'A worker names itself with 1 to 200 characters.', 'p_worker'
        );
    end if;
    -- Once a second at most: busy workers would otherwise write one dead row a claim.
    insert into core.worker_run as w (kind, worker, last_run_at)
    values (p_kind, p_worker, p_now)
    on conflict (kind, worker) do update set last_run_at = p_now
    where w.last_run_at not between p_now - interval '1 second' and p_now;
end;
$$;
comment on function core.worker_seen(text, text, timestamptz) is
'Notes that a worker asked for work. Never waits for another worker: each has its own row.';
