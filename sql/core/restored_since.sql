create or replace function core.restored_since(p_at timestamptz)
returns boolean
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return exists (select from core.restore as r where r.restored_at >= p_at);
end;
$$;
comment on function core.restored_since(timestamptz) is
'Whether the database was brought back to an earlier time at p_at or after it: what was due by '
'then may have been sent, and nothing here knows of it.';
