create or replace function ops.month_ensure(p_months integer default 3)
returns integer
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_first date := date_trunc('month', core.now() at time zone 'UTC')::date;
    v_from date;
    v_parent text;
    v_name text;
    v_made integer := 0;
begin
    -- One maker at a time: two would both see that a month is missing.
    perform pg_advisory_xact_lock(hashtextextended('ops.month', 0));
    for i in 0..p_months loop
        v_from := (v_first + make_interval(months => i))::date;
        foreach v_parent in array array['occurrence', 'delivery', 'attempt', 'event'] loop
            v_name := format('%s_%s', v_parent, to_char(v_from, 'YYYY_MM'));
            if to_regclass('core.' || v_name) is null then
                if v_made = 0 then
                    perform core.month_lock();
                end if;
                perform core.month_make(v_parent, v_name, v_from);
                v_made := v_made + 1;
            end if;
        end loop;
    end loop;
    return v_made;
end;
$$;
comment on function ops.month_ensure(integer) is
'Makes the partitions of this month and the p_months that follow, where they are missing; '
'returns how many it made. What the default partition holds of such a month moves into it. No '
'sender depends on it: without it the default partition takes everything.';
