create or replace function core.snooze_check(p_until timestamptz, p_now timestamptz)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    if p_until is null or p_until <= p_now or p_until > p_now + interval '5 years' then
        perform core.problem(
            422, 'snooze_out_of_range',
            'A snooze ends in the future, within five years: "10m", "tomorrow 9am".', 'when'
        );
    end if;
end;
$$;
comment on function core.snooze_check(timestamptz, timestamptz) is
'Refuses (422) a snooze that does not end in the future.';
