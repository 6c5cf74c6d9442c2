create or replace function core.reminder_next_offer(
    p_person core.person,
    p_reminder integer,
    p_revision integer,
    p_zone text,
    p_next timestamptz,
    p_upcoming timestamptz[],
    p_ended boolean
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_verdict text := 'stale';
begin
    -- An instant that was already past is for worker-calc to weigh.
    if p_zone is not null and p_next > (core.reminder_lock(p_person, p_reminder)).accounted_until then
        v_verdict := core.reminder_next_set(
            p_person, p_reminder, p_revision, p_zone, p_next, p_upcoming, p_ended
        );
    end if;
    if v_verdict <> 'scheduled' then
        perform core.wake('oye_calc');
    end if;
end;
$$;
comment on function core.reminder_next_offer(
    core.person, integer, integer, text, timestamptz, timestamptz[], boolean
) is
'What a writer has calculated beside its change, if it has and if it still holds; otherwise the '
'reminder stays in compute for worker-calc.';
