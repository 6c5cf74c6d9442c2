create or replace function ops.month_drop(p_before date)
returns setof text
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_month date;
    v_name text;
    v_open boolean;
begin
    perform pg_advisory_xact_lock(hashtextextended('ops.month', 0));
    for v_month in
        select to_date(right(c.relname, 7), 'YYYY_MM')
        from pg_catalog.pg_class as c
        inner join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
        where n.nspname = 'core' and c.relname ~ '^occurrence_[0-9]{4}_[0-9]{2}$'
            and (to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month')::date <= p_before
        order by 1
    loop
        -- A month with something open stays whole, whatever its age.
        select exists (
            select from core.delivery_open as d
            where d.due_at >= v_month::timestamp at time zone 'UTC'
                and d.due_at < (v_month + interval '1 month') at time zone 'UTC'
        ) or exists (
            select from core.occurrence as o
            inner join core.reminder_finished as f
                on f.bucket = o.bucket and f.person_id = o.person_id
                and f.reminder_id = o.reminder_id and f.waiting
            where o.due_at >= v_month::timestamp at time zone 'UTC'
                and o.due_at < (v_month + interval '1 month') at time zone 'UTC'
                and o.answer <> 'done'
        ) or exists (
            -- An after_done that waits: without its occurrence it could never be answered.
            select from core.occurrence as o
            inner join core.reminder_next as n
                on n.bucket = o.bucket and n.person_id = o.person_id
                and n.reminder_id = o.reminder_id and n.state in ('waiting', 'paused')
                and n.next_occurrence is null
            where o.due_at >= v_month::timestamp at time zone 'UTC'
                and o.due_at < (v_month + interval '1 month') at time zone 'UTC'
                and o.answer <> 'done' and o.outcome not in ('skipped', 'missed')
        ) into v_open;
        continue when v_open;
        perform core.history_shorten((v_month + interval '1 month') at time zone 'UTC');
        foreach v_name in array array['occurrence', 'delivery', 'attempt', 'event'] loop
            v_name := format('%s_%s', v_name, to_char(v_month, 'YYYY_MM'));
            if to_regclass('core.' || v_name) is not null then
                execute format('drop table core.%I', v_name);
                return next v_name;
            end if;
        end loop;
    end loop;
end;
$$;
comment on function ops.month_drop(date) is
'Drops the months of history that end on or before p_before (UTC) and says which partitions '
'went. A month with a delivery that is open, or a reminder that still waits for its answer, is '
'spared.';
