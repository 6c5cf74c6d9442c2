create or replace function ops.health()
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return core.health_all();
end;
$$;
comment on function ops.health() is
'Is it well? All figures as one object: core.health says what is amiss in words, core.health_sends '
'and core.health_history what was sent, how late, and what is kept. Cheap at any size; no '
'person''s data.';
