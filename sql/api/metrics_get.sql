create or replace function api.metrics_get()
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return core.health_all();
end;
$$;
comment on function api.metrics_get() is
'The figures that the API exports for Prometheus: as ops.health. No person''s data.';
