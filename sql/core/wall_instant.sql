create or replace function core.wall_instant(
    p_wall timestamp,
    p_zone text,
    p_near timestamptz
)
returns timestamptz
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
    -- Elapsed from p_near as if no clock were changed in between.
    v_at timestamptz := p_near + make_interval(
        secs => extract(epoch from p_wall - p_near at time zone p_zone)::double precision
    );
begin
    if v_at at time zone p_zone = p_wall then
        return v_at;
    end if;
    return p_wall at time zone p_zone;
end;
$$;
comment on function core.wall_instant(timestamp, text, timestamptz) is
'The instant at which clocks in a zone show p_wall: of two the one on p_near''s side of the '
'change; a time that a change leaves out moves forward by it.';
