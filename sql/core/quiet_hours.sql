create or replace function core.quiet_hours(
    p_person core.person,
    p_at timestamptz,
    out o_from timestamptz,
    out o_until timestamptz
)
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_local timestamp;
    v_overnight integer := (p_person.quiet_until < p_person.quiet_from)::integer;
    v_began date;
begin
    v_local := p_at at time zone p_person.timezone;
    -- The day on which the hours began that p_at may lie in: the latest ones.
    v_began := v_local::date - (v_local::time < p_person.quiet_from)::integer;
    if v_local < v_began + v_overnight + p_person.quiet_until then
        -- A beginning that a changed clock left out may have moved past p_at.
        o_from := least(
            core.wall_instant(v_began + p_person.quiet_from, p_person.timezone, p_at), p_at
        );
        o_until := core.wall_instant(
            v_began + v_overnight + p_person.quiet_until, p_person.timezone, p_at
        );
    end if;
exception
    -- A zone that this server does not know holds nothing up, least of all others' messages.
    when invalid_parameter_value then
        return;
end;
$$;
comment on function core.quiet_hours(core.person, timestamptz) is
'The quiet hours that p_at lies in, by the person''s wall clock: they begin at or before it and '
'end after it. Both null where there are none, or where the server does not know the zone.';
