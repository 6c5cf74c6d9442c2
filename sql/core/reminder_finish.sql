create or replace function core.reminder_finish(
    p_bucket smallint,
    p_persons uuid[],
    p_reminders integer[],
    p_whys text[],
    p_waiting boolean[],
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
begin
    -- One plan for arrays of any length: planned for each array, it would cost more than the work.
    perform core.span_end(
        p_bucket, p_persons, p_reminders,
        array(
            select case w.why when 'deleted' then 'deleted' else 'over' end
            from unnest(p_whys) with ordinality as w (why, nth)
            order by w.nth
        ),
        p_now
    );
    with over as (
        select *
        from unnest(p_persons, p_reminders, p_whys, p_waiting)
            as o (person_id, reminder_id, why, waiting)
    ),

    gone as (
        delete from core.reminder as r using over as o
        where r.bucket = p_bucket and r.person_id = o.person_id and r.reminder_id = o.reminder_id
        returning r.*, o.why, o.waiting
    )

    insert into core.reminder_finished (
        bucket, person_id, reminder_id, revision, text, said, starts_at, timezone, recurrence,
        after_done, tags, channels, catch_up, grace, nag_every, nag_times, nag_for, urgent, source,
        reference, updated_at, created_at, why, waiting, finished_at
    )
    select
        g.bucket, g.person_id, g.reminder_id, g.revision, g.text, g.said, g.starts_at, g.timezone,
        g.recurrence, g.after_done, g.tags, g.channels, g.catch_up, g.grace, g.nag_every,
        g.nag_times, g.nag_for, g.urgent, g.source, g.reference, g.updated_at, g.created_at, g.why, g.waiting, p_now
    from gone as g;
end;
$$;
comment on function core.reminder_finish(
    smallint, uuid[], integer[], text[], boolean[], timestamptz
) is
'Moves reminders of one bucket that are over out of the active ones, whose narrow rows go with '
'them. The caller holds those.';
