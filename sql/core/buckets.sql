create or replace function core.buckets(p_buckets smallint[])
returns smallint[]
language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
begin atomic
    select coalesce(
        p_buckets,
        array(select b::smallint from generate_series(0, 63) as s (b))
    );
end;
comment on function core.buckets(smallint[]) is
'The buckets that a worker asked for first; null means all.';
