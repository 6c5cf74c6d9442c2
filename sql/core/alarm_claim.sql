create or replace function core.alarm_claim(p_kind text)
returns table (alarm_id bigint, worker_kind text, what text, silent_seconds double precision)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_now timestamptz := core.now();
begin
    perform core.alarm_watch(p_kind, v_now);
    perform core.tally_fold(v_now);
    return query
    with untold as materialized (
        select a.alarm_id from core.alarm as a
        where a.clear_told_at is null and a.lease_until <= v_now
            and (a.cleared_at is not null or a.raise_told_at is null)
            -- News of yesterday is none.
            and coalesce(a.cleared_at, v_now) > v_now - interval '1 day'
        order by a.alarm_id
        for update skip locked
    )

    update core.alarm as a
    set
        attempts = a.attempts + 1,
        lease_until = v_now + least(a.attempts + 1, 15) * interval '1 minute'
    from untold as u
    where a.alarm_id = u.alarm_id
    returning
        a.alarm_id, a.kind, case when a.cleared_at is null then 'silent' else 'back' end,
        extract(epoch from coalesce(a.cleared_at, v_now) - a.silent_since)::double precision;
end;
$$;
comment on function core.alarm_claim(text) is
'Looks after the other kind of worker (core.alarm_watch) and takes what the operator is to be told '
'now: silent, or back (it is over, also where nobody was told before). Whoever takes it has a '
'minute, then two, up to fifteen: it is told again where core.alarm_settle was not called by then. '
'silent_seconds is null where it never ran.';
