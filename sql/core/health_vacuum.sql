create or replace function core.health_vacuum()
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_age bigint;
    v_seconds double precision;
begin
    -- One holds vacuum back by its snapshot, or by its number once it has written.
    select max(h.age), max(h.seconds) into v_age, v_seconds
    from (
        select
            greatest(age(a.backend_xmin), age(a.backend_xid)) as age,
            extract(epoch from clock_timestamp() - a.xact_start) as seconds
        from pg_stat_activity as a
        where coalesce(a.backend_xmin, a.backend_xid) is not null
            and a.pid <> pg_backend_pid()
            -- Replicas that report their snapshots are of no database; vacuum waits for no vacuum.
            and (a.datname = current_database() or a.datname is null)
            and a.backend_type is distinct from 'autovacuum worker'
        union all
        select age(p.transaction), extract(epoch from clock_timestamp() - p.prepared)
        from pg_prepared_xacts as p
        where p.database = current_database()
        union all
        select age(s.xmin), null from pg_replication_slots as s where s.xmin is not null
    ) as h;
    return jsonb_build_object(
        'xmin_age', coalesce(v_age, 0),
        'xmin_seconds', case when v_age is null then 0 else round(v_seconds::numeric, 1) end,
        'dead_rows', jsonb_build_object(
            'reminder_next', pg_stat_get_dead_tuples('core.reminder_next'::regclass),
            'delivery_open', pg_stat_get_dead_tuples('core.delivery_open'::regclass),
            'worker_run', pg_stat_get_dead_tuples('core.worker_run'::regclass),
            'pace', pg_stat_get_dead_tuples('core.pace'::regclass),
            'tally', pg_stat_get_dead_tuples('core.tally'::regclass)
        )
    );
end;
$$;
comment on function core.health_vacuum() is
'What makes claims slow: how many transactions, and seconds, the oldest one goes back that keeps '
'dead rows from being removed, and the dead rows of the tables that change most. Everybody sees '
'the transactions; the seconds are null where a transaction of another role is open and oye_owner '
'is no member of pg_read_all_stats, and of a replication slot. By the server''s own clock.';
