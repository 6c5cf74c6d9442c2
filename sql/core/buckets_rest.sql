create or replace function core.buckets_rest(p_buckets smallint[])
returns smallint[]
language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
begin atomic
    select array(
        select b::smallint from generate_series(0, 63) as s (b)
        where b <> all(p_buckets)
    );
end;
comment on function core.buckets_rest(smallint[]) is
'The buckets beside those that a worker asked for first; none where it asked for all (null).';
