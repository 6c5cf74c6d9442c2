create or replace function core.tally_add(
    p_channel_kinds text[],
    p_outcomes text[],
    p_lates double precision[],
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into core.tally as t (
        bin_at, channel_kind, outcome, place, slot, sends, seconds
    )
    select
        date_bin(interval '10 seconds', p_now, timestamptz 'epoch'), k.channel_kind, k.outcome,
        core.lateness_place(k.late), pg_backend_pid() % 16, count(*), coalesce(sum(k.late), 0)
    from unnest(p_channel_kinds, p_outcomes, p_lates) as k (channel_kind, outcome, late)
    group by k.channel_kind, k.outcome, core.lateness_place(k.late)
    -- Ascending, so that two connections of one slot never wait for each other in a circle.
    order by k.channel_kind, k.outcome, core.lateness_place(k.late)
    on conflict (bin_at, channel_kind, outcome, place, slot) do update set
        sends = t.sends + excluded.sends,
        seconds = t.seconds + excluded.seconds;
end;
$$;
comment on function core.tally_add(text[], text[], double precision[], timestamptz) is
'Counts sends: of which kind of channel, with what outcome, and how late each was (seconds; null '
'where it did not arrive). Locks rows of the tally, and so comes last in its transaction.';
