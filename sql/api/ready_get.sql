create or replace function api.ready_get()
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return core.health();
end;
$$;
comment on function api.ready_get() is
'Whether work is being done: what is due, how old the oldest is, what waits for worker-calc, and '
'when each worker last asked. No person''s data.';
