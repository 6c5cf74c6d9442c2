create or replace function core.floating_follow(p_person core.person, p_from text)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_reminders integer[];
    v_persons uuid[];
begin
    with floating as materialized (
        select n.reminder_id from core.reminder_next as n
        inner join core.reminder as r
            on r.bucket = n.bucket and r.person_id = n.person_id and r.reminder_id = n.reminder_id
        where n.bucket = p_person.bucket and n.person_id = p_person.person_id
            and r.timezone is null
        order by n.reminder_id
        for update of n
    )
    select array_agg(f.reminder_id), array_agg(p_person.person_id)
    into v_reminders, v_persons
    from floating as f;
    if v_reminders is null then
        return;
    end if;
    perform core.span_end(
        p_person.bucket, v_persons, v_reminders,
        array_fill('moved'::text, array[cardinality(v_reminders)]), v_now
    );
    update core.reminder_next as n
    set
        state = case when n.state in ('paused', 'waiting') then n.state else 'compute' end,
        state_reason = null,
        next_occurrence = null,
        upcoming = '{}',
        ended = false,
        -- The same wall time in the new zone: what follows is the first slot after the last
        -- accounted one, never twice on a date; a slot that was jumped over fires late.
        -- A wait counts from an instant, which no journey moves.
        accounted_until = case
            when r.after_done is not null and n.counts_from is not null then n.accounted_until
            else (n.accounted_until at time zone p_from) at time zone p_person.timezone
        end
    from core.reminder as r
    where n.bucket = p_person.bucket and n.person_id = p_person.person_id
        and n.reminder_id = any(v_reminders)
        and r.bucket = n.bucket and r.person_id = n.person_id and r.reminder_id = n.reminder_id;
    perform core.span_begin(p_person.bucket, v_persons, v_reminders, v_now);
    perform core.wake('oye_calc');
end;
$$;
comment on function core.floating_follow(core.person, text) is
'Lets floating reminders follow their person from one zone to another. The caller holds the '
'person.';
