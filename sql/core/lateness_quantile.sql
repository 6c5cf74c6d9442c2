create or replace function core.lateness_quantile(p_counts bigint[], p_share double precision)
returns double precision
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_bounds double precision[] := core.lateness_bounds();
    v_wanted double precision := p_share * (select sum(c) from unnest(p_counts) as c);
    v_below double precision := 0;
    v_low double precision := 0;
begin
    if coalesce(v_wanted, 0) = 0 then
        return null;
    end if;
    for i in 1..cardinality(v_bounds) loop
        if v_below + p_counts[i] >= v_wanted then
            return v_low + (v_bounds[i] - v_low) * (v_wanted - v_below) / p_counts[i];
        end if;
        v_below := v_below + p_counts[i];
        v_low := v_bounds[i];
    end loop;
    return v_low;
end;
$$;
comment on function core.lateness_quantile(bigint[], double precision) is
'So late, in seconds, at most was the share of what was counted (0.99: all but a hundredth), '
'evenly spread within a place, as Prometheus'' histogram_quantile; above the last bound it says '
'that bound. Null where nothing was counted.';
