create or replace function core.snooze_add(
    p_occurrence core.occurrence,
    p_until timestamptz,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    if core.delivery_make(p_occurrence, p_occurrence.channels, 'snooze', p_until, p_now) = 0 then
        perform core.problem(
            409, 'no_channel',
            'None of this reminder''s channels is usable, so it cannot come again. See the channels.'
        );
    end if;
end;
$$;
comment on function core.snooze_add(core.occurrence, timestamptz, timestamptz) is
'Makes the deliveries that tell an occurrence again. Refuses (409) where no named channel is '
'usable.';
