create or replace function calc.audit_window(p_since timestamptz, p_until timestamptz default null)
returns table (since timestamptz, until timestamptz)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select w.o_since, w.o_until from core.audit_window(p_since, p_until) as w;
end;
$$;
comment on function calc.audit_window(timestamptz, timestamptz) is
'The part of a period that can be audited: from where history is whole until now.';
