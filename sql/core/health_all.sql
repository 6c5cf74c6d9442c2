create or replace function core.health_all()
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    return core.health() || core.health_sends(core.now())
        || jsonb_build_object('history_rows', core.health_history());
end;
$$;
comment on function core.health_all() is
'core.health, and what is only of interest over time: sends, lateness, the size of history.';
