create or replace function calc.zone_list(p_version text)
returns table (zone text, digest text)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    if exists (select from core.tzdata as t where t.version >= p_version) then
        return;
    end if;
    -- Reads every reminder: once for each release of the time zone database, a few a year.
    return query
    select u.zone, d.digest
    from (
        select p.timezone as zone from core.person as p
        union
        select r.timezone from core.reminder as r
        where r.timezone is not null
    ) as u
    left join core.zone_digest as d on d.zone = u.zone
    order by u.zone;
end;
$$;
comment on function calc.zone_list(text) is
'The zones in use with the digests of their rules as last known (null: never). Empty where '
'p_version (2026b) is the release that was checked last, or an older one: a worker that was left '
'behind takes nothing back.';
