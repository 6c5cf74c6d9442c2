create or replace function core.accounted_at(p_next timestamptz, p_now timestamptz)
returns timestamptz
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    select case
        when p_next between p_now - interval '1 minute' and p_now
            then p_next - interval '1 microsecond'
        else p_now
    end;
end;
comment on function core.accounted_at(timestamptz, timestamptz) is
'Until when a schedule that is given now is accounted for: now, or just before its first instant '
'where that passed while the request was on its way ("in 1 second"); it then fires at once.';
