create or replace function core.update_settle(
    p_open core.delivery_open,
    p_fence bigint,
    p_outcome text,
    p_retry_after integer,
    p_now timestamptz
)
returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_open core.delivery_open;
begin
    select d.* into v_open from core.delivery_open as d
    where d.bucket = p_open.bucket and d.person_id = p_open.person_id
        and d.delivery_id = p_open.delivery_id
    for update;
    if v_open.fence is distinct from p_fence or v_open.delivery_id is null then
        return 'stale';
    end if;
    if v_open.state = 'ready' then
        return 'retry';
    end if;
    -- A message that is gone, or a chat that is closed, has nothing more to show. Else it shows what
    -- is not true, so it is tried as long as a message is: one that waits at most five minutes, as
    -- core.delivery_backoff has it, comes so often in that time.
    if p_outcome in ('rejected', 'permanent', 'moved')
        or v_open.attempts >= extract(epoch from core.delivery_useful_for()) / 300
        or p_outcome = 'sent' and not v_open.again
    then
        delete from core.delivery_open as d
        where d.bucket = v_open.bucket and d.person_id = v_open.person_id
            and d.delivery_id = v_open.delivery_id;
        return 'settled';
    end if;
    update core.delivery_open as d
    set
        state = 'ready', worker = null, lease_until = null, again = false, queued = null,
        put_off = false,
        not_before = case
            when p_outcome = 'sent' then p_now
            else p_now + core.delivery_backoff(p_outcome, v_open.attempts, p_retry_after)
        end,
        attempts = greatest(d.attempts - (p_outcome in ('sent', 'limited'))::integer, 0)
    where d.bucket = v_open.bucket and d.person_id = v_open.person_id
        and d.delivery_id = v_open.delivery_id;
    return 'retry';
end;
$$;
comment on function core.update_settle(core.delivery_open, bigint, text, integer, timestamptz) is
'Takes the report of one edit: settled, retry or stale, as core.delivery_settle; settled where it '
'did not get through: it is given up. It touches no occurrence, counts as no attempt to tell, and '
'an unknown one is simply made again. Locks that one delivery.';
