create or replace function core.month_lock()
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
set lock_timeout = '100ms'
as $$
begin
    for i in 1..100 loop
        begin
            lock table core.occurrence_default, core.delivery_default, core.attempt_default,
                core.event_default in access exclusive mode;
            return;
        exception
            -- What was locked is given back, so that whom it waited for can go on: a maker that
            -- held one table and waited for the next would sooner or later be in a deadlock.
            when lock_not_available then
                perform pg_sleep(0.05 + random() * 0.2);
        end;
    end loop;
    perform core.problem(
        503, 'history_is_busy', 'The history was in use all the time; try again in a minute.'
    );
end;
$$;
comment on function core.month_lock() is
'Locks the default partitions, all or none, waiting at most 100 ms at a time. Before a month is '
'made.';
