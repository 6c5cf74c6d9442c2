create or replace function core.calculation_settle(
    p_person uuid,
    p_reminder integer,
    p_revision integer,
    p_zone text,
    p_next timestamptz,
    p_upcoming timestamptz[],
    p_missed timestamptz[],
    p_ended boolean,
    p_invalid text,
    p_now timestamptz
)
returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person;
    v_pinned text;
    v_hot core.reminder_next;
    v_verdict text;
    v_waiting core.occurrence;
    v_invalid text := p_invalid;
begin
    select p.* into v_person from core.person as p
    where p.bucket = core.bucket_of(p_person) and p.person_id = p_person;
    if not found then
        return 'gone';
    end if;
    v_hot := core.reminder_lock(v_person, p_reminder);
    if v_hot.reminder_id is null then
        return 'gone';
    elsif v_hot.revision <> p_revision or v_hot.state <> 'compute' then
        return 'stale';
    end if;
    -- Again, under the lock: missed ones of a zone that was left are not recorded.
    select p.* into v_person from core.person as p
    where p.bucket = v_hot.bucket and p.person_id = p_person;
    select r.timezone into v_pinned from core.reminder as r
    where r.bucket = v_hot.bucket and r.person_id = p_person and r.reminder_id = p_reminder;
    if p_zone is distinct from core.zone_of(v_person, v_pinned) then
        return 'stale';
    end if;
    if cardinality(p_missed) > 0 then
        perform core.missed_add(v_person, p_reminder, p_missed, p_now);
        if p_next is null and not p_ended and p_invalid is null then
            return 'more';
        end if;
    elsif p_next is null and not p_ended and p_invalid is null then
        v_invalid := 'engine_error: neither an instant nor an end was given';
    end if;
    v_verdict := core.reminder_next_set(
        v_person, p_reminder, p_revision, p_zone, p_next, p_upcoming, p_ended, v_invalid
    );
    if v_verdict = 'ended' then
        v_waiting := core.occurrence_waiting(v_person.bucket, p_person, p_reminder);
        perform core.reminder_finish(
            v_person.bucket, array[p_person], array[p_reminder], array['ended'],
            array[v_waiting.due_at is not null], p_now
        );
    end if;
    return v_verdict;
end;
$$;
comment on function core.calculation_settle(
    uuid, integer, integer, text, timestamptz, timestamptz[], timestamptz[], boolean, text,
    timestamptz
) is 'One row of calc.reminder_settle: missed instants first, then the next one, or the end.';
