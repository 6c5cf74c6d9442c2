create or replace function calc.tzdata_settle(p_version text, p_zones text[], p_digests text[])
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into core.zone_digest as d (zone, digest, version)
    select k.zone, k.digest, p_version
    from unnest(p_zones, p_digests) as k (zone, digest)
    order by k.zone
    on conflict (zone) do update set digest = excluded.digest, version = excluded.version
    where d.digest <> excluded.digest;
    insert into core.tzdata (version, checked_at)
    values (p_version, core.now())
    on conflict (only_row) do update
    set version = excluded.version, checked_at = excluded.checked_at;
end;
$$;
comment on function calc.tzdata_settle(text, text[], text[]) is
'Records the release of the time zone database and the digests of the zones in use, after '
'calc.zone_settle has been called for those that changed. A crash in between only repeats that.';
