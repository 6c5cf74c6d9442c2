create or replace function core.health_history()
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select jsonb_object_agg(h.name, h.kept)
        from (
            select
                p.relname as name,
                sum(greatest(c.reltuples, pg_stat_get_live_tuples(c.oid), 0))::bigint as kept
            from pg_class as p
            inner join pg_inherits as i on i.inhparent = p.oid
            inner join pg_class as c on c.oid = i.inhrelid
            where p.relnamespace = 'core'::regnamespace and p.relkind = 'p'
            group by p.relname
        ) as h
    );
end;
$$;
comment on function core.health_history() is
'How many rows of history each partitioned table keeps, as the server estimates it: reads the '
'catalogue, a row for each month, and no history.';
