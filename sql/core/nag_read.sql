create or replace function core.nag_read(
    p_nag jsonb,
    p_old_times integer default null,
    p_old_for interval default null,
    out o_every interval,
    out o_times integer,
    out o_for interval
)
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
    if p_nag is null or jsonb_typeof(p_nag) = 'null' then
        return;
    end if;
    o_every := make_interval(secs => (p_nag ->> 'every_seconds')::integer);
    o_times := coalesce((p_nag ->> 'times')::integer, p_old_times, 12);
    o_for := coalesce(
        make_interval(secs => (p_nag ->> 'for_seconds')::integer), p_old_for, interval '24 hours'
    );
    if o_every is null or o_every < interval '1 minute' or o_every > interval '24 hours' then
        perform core.problem(
            422, 'nag_out_of_range', 'A nag comes at most once a minute, and at least once a day.',
            'nag.every_seconds'
        );
    end if;
    if o_for < o_every then
        perform core.problem(
            422, 'nag_never', 'It would end before it came once: for_seconds is below every_seconds.',
            'nag.for_seconds'
        );
    end if;
end;
$$;
comment on function core.nag_read(jsonb, integer, interval) is
'The API''s nag: how often, how many times, for how long. What it leaves out stays as it was, else '
'it is 12 times within a day. All null for none. Refuses (422) one that could never come.';
