create or replace function core.audit_window(
    p_since timestamptz,
    p_until timestamptz,
    out o_since timestamptz,
    out o_until timestamptz
)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
begin
    o_since := greatest(p_since, (select h.since from core.history_kept as h));
    -- What lies ahead is nobody's to account for.
    o_until := least(coalesce(p_until, v_now), v_now);
    o_since := least(o_since, o_until);
end;
$$;
comment on function core.audit_window(timestamptz, timestamptz) is
'The part of a period that can be audited: from where history is whole until now.';
