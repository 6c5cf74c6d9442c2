create or replace function core.grace_of(
    p_person core.person,
    p_grace interval,
    p_urgent boolean,
    p_now timestamptz
)
returns interval
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_from timestamptz;
begin
    if p_urgent or p_person.quiet_mode is distinct from 'defer' then
        return p_grace;
    end if;
    -- Just before: what waits for an end at that very moment is in time.
    v_from := (core.quiet_hours(p_person, p_now - p_grace - interval '1 microsecond')).o_from;
    return coalesce(
        make_interval(secs => extract(epoch from p_now - v_from)::double precision), p_grace
    );
end;
$$;
comment on function core.grace_of(core.person, interval, boolean, timestamptz) is
'How long before p_now an instant may lie that is still in time. What came due in quiet hours that '
'defer it counts from their end: where p_grace reaches back into some, this reaches to their '
'beginning.';
