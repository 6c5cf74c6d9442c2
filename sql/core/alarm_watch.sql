create or replace function core.alarm_watch(p_kind text, p_now timestamptz)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_silent_from timestamptz := p_now - interval '5 minutes';
    v_other text := case p_kind when 'calc' then 'fire' else 'calc' end;
    v_watched_since timestamptz;
    v_last timestamptz;
begin
    insert into core.watch as w (kind, since, seen_at)
    values (p_kind, p_now, p_now)
    on conflict (kind) do update set
        -- Who comes each minute has no gap; a machine that slept has one, and begins anew.
        since = case when w.seen_at < p_now - interval '150 seconds' then p_now else w.since end,
        seen_at = greatest(w.seen_at, p_now)
    returning w.since into v_watched_since;
    select max(r.last_run_at) into v_last from core.worker_run as r where r.kind = v_other;
    if coalesce(v_last, '-infinity') < v_silent_from and v_watched_since <= v_silent_from then
        insert into core.alarm (kind, silent_since, raised_at)
        values (v_other, v_last, p_now)
        on conflict (kind) where cleared_at is null do nothing;
    end if;
    update core.alarm as a
    set cleared_at = p_now, attempts = 0, lease_until = '-infinity'
    where a.cleared_at is null and exists (
        select from core.worker_run as r
        where r.kind = a.kind and r.last_run_at >= greatest(v_silent_from, a.raised_at)
    );
end;
$$;
comment on function core.alarm_watch(text, timestamptz) is
'A worker of this kind looks after the other one: raises an alarm where that one has not asked for '
'work for five minutes, all of which were watched, and ends those that are over. However many look '
'at once, a silence has one alarm. Locks watch, then alarm.';
