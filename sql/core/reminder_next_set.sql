create or replace function core.reminder_next_set(
    p_person core.person,
    p_reminder integer,
    p_revision integer,
    p_zone text,
    p_next timestamptz,
    p_upcoming timestamptz[],
    p_ended boolean,
    p_invalid text default null
)
returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_hot core.reminder_next := core.reminder_lock(p_person, p_reminder);
    v_zone text;
begin
    if v_hot.reminder_id is null then
        return 'gone';
    end if;
    -- Read after the lock: a zone change either is seen here or waits for this row.
    select coalesce(r.timezone, p.timezone) into v_zone
    from core.reminder as r
    inner join core.person as p on p.bucket = r.bucket and p.person_id = r.person_id
    where r.bucket = v_hot.bucket and r.person_id = v_hot.person_id
        and r.reminder_id = v_hot.reminder_id;
    if v_hot.revision <> p_revision or p_zone is distinct from v_zone
        or v_hot.state not in ('compute', 'paused') then
        return 'stale';
    end if;
    if p_next <= v_hot.accounted_until then
        p_invalid := 'engine_error: an instant was given that is accounted for already';
    end if;
    if p_invalid is null and p_next is null then
        return 'ended';
    end if;
    update core.reminder_next as n
    set
        -- A pause outlasts every calculation; the instant is kept for the resume.
        state = case
            when n.state = 'paused' then 'paused' when p_invalid is null then 'scheduled' else 'invalid'
        end,
        next_occurrence = case when p_invalid is null then p_next end,
        upcoming = case when p_invalid is null then coalesce(p_upcoming, '{}') else '{}' end,
        ended = p_invalid is null and coalesce(p_ended, false),
        state_reason = case when n.state <> 'paused' then left(p_invalid, 500) end
    where n.bucket = v_hot.bucket and n.person_id = v_hot.person_id
        and n.reminder_id = v_hot.reminder_id;
    if p_invalid is not null then
        return 'invalid';
    end if;
    perform core.claim_rewind(p_next, core.now());
    perform core.wake('oye_fire');
    return 'scheduled';
end;
$$;
comment on function core.reminder_next_set(
    core.person, integer, integer, text, timestamptz, timestamptz[], boolean, text
) is
'The one way to store a calculated instant: locks the narrow row, then compares revision and '
'zone with what they are now. scheduled; invalid (with its reason); stale (made for another '
'revision, zone or state), ended (nothing follows) and gone (no such active reminder) change '
'nothing.';
