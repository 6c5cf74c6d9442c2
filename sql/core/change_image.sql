create or replace function core.change_image(
    p_person core.person,
    p_reminder integer default null,
    p_due_at timestamptz default null
)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_hot core.reminder_next := core.reminder_lock(p_person, p_reminder);
    v_finished core.reminder_finished;
    v_occurrence core.occurrence;
    v_image jsonb;
begin
    select f.* into v_finished from core.reminder_finished as f
    where f.bucket = p_person.bucket and f.person_id = p_person.person_id
        and f.reminder_id = p_reminder
    for update;
    select o.* into v_occurrence from core.occurrence as o
    where o.bucket = p_person.bucket and o.person_id = p_person.person_id
        and o.reminder_id = p_reminder and o.due_at = p_due_at
    for update;
    -- Read after the locks: a zone change either is seen here or waits for the narrow row.
    select jsonb_build_object(
        'zone', (
            select p.timezone from core.person as p
            where p.bucket = p_person.bucket and p.person_id = p_person.person_id
        ),
        'tzdata', (select t.version from core.tzdata as t),
        'reminder', (
            select to_jsonb(r) from core.reminder as r
            where r.bucket = p_person.bucket and r.person_id = p_person.person_id
                and r.reminder_id = p_reminder
        ),
        'next', case when v_hot.reminder_id is not null then to_jsonb(v_hot) end,
        'finished', case when v_finished.reminder_id is not null then to_jsonb(v_finished) end,
        'occurrence', case when v_occurrence.reminder_id is not null then to_jsonb(v_occurrence) end,
        'open', (
            select jsonb_agg(to_jsonb(d) order by d.delivery_id) from core.delivery_open as d
            where d.bucket = p_person.bucket and d.person_id = p_person.person_id
                and d.reminder_id = p_reminder and (p_due_at is null or d.due_at = p_due_at)
        )
    )
    into v_image;
    -- What was not there has no member, but each row has all of its columns.
    return (
        select jsonb_object_agg(e.key, e.value) from jsonb_each(v_image) as e
        where e.value <> 'null'
    );
end;
$$;
comment on function core.change_image(core.person, integer, timestamptz) is
'The rows that a change of a reminder (and of one of its occurrences) may touch, as they are '
'now, and the person''s zone; of no reminder, the zone alone. Locks narrow row, reminder (a '
'finished one), occurrence.';
