create or replace function core.lateness_place(p_seconds double precision)
returns smallint
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    -- A bound belongs to the place below it, as Prometheus counts.
    select case when p_seconds is null then 0 else count(*) + 1 end::smallint
    from unnest(core.lateness_bounds()) as b (bound)
    where b.bound < p_seconds;
end;
comment on function core.lateness_place(double precision) is
'The place of a histogram by core.lateness_bounds that so many seconds of lateness lie in, from 1; '
'0 for null.';
