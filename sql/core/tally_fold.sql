create or replace function core.tally_fold(p_now timestamptz)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    -- One at a time; whoever comes meanwhile has nothing to do.
    if not pg_try_advisory_xact_lock(hashtextextended('core.tally_fold', 0)) then
        return;
    end if;
    with folded as (
        delete from core.tally as t
        where t.bin_at > '-infinity' and t.bin_at < p_now - interval '20 minutes'
        returning t.*
    )

    insert into core.tally as t (bin_at, channel_kind, outcome, place, slot, sends, seconds)
    select '-infinity', f.channel_kind, f.outcome, f.place, 0, sum(f.sends), sum(f.seconds)
    from folded as f
    group by f.channel_kind, f.outcome, f.place
    on conflict (bin_at, channel_kind, outcome, place, slot) do update set
        sends = t.sends + excluded.sends,
        seconds = t.seconds + excluded.seconds;
end;
$$;
comment on function core.tally_fold(timestamptz) is
'Takes what was counted more than 20 minutes ago together, so that the tally stays small; no sum '
'changes by it. Called each minute by whoever looks after the other worker.';
