create or replace function core.history_shorten(p_since timestamptz)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into core.history_kept as h (since) values (p_since)
    on conflict (only_row) do update set since = greatest(h.since, excluded.since);
    delete from core.span as s where s.ended_at < p_since;
end;
$$;
comment on function core.history_shorten(timestamptz) is
'History before p_since is being dropped: no audit looks there any more, and the spans that ended '
'before it go.';
