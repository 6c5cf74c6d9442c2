create or replace function core.edit_reach(
    p_person core.person,
    p_reminder integer,
    p_patch jsonb,
    p_every interval,
    p_times integer,
    p_for interval,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    if not p_patch ?| array['text', 'nag', 'urgent'] then
        return;
    end if;
    -- Occurrences before deliveries, all of them, whatever the steps below change.
    perform from core.occurrence as o
    where o.bucket = p_person.bucket and o.person_id = p_person.person_id
        and o.reminder_id = p_reminder
        and o.due_at in (
            select d.due_at from core.delivery_open as d
            where d.bucket = p_person.bucket and d.person_id = p_person.person_id
                and d.reminder_id = p_reminder
            union all
            select (core.occurrence_waiting(p_person.bucket, p_person.person_id, p_reminder)).due_at
        )
    order by o.due_at
    for update;
    if p_patch ->> 'text' is not null then
        perform core.text_reach(p_person, p_reminder, p_patch ->> 'text');
    end if;
    if p_patch ->> 'urgent' is not null then
        perform core.urgent_reach(p_person, p_reminder, (p_patch ->> 'urgent')::boolean, p_now);
    end if;
    if p_patch ? 'nag' then
        perform core.nag_reach(p_person, p_reminder, p_every, p_times, p_for, p_now);
    end if;
end;
$$;
comment on function core.edit_reach(
    core.person, integer, jsonb, interval, integer, interval, timestamptz
) is
'Lets an edit reach what is there already: text, what is due and not yet being sent; urgent, what '
'quiet hours hold; nag (as it is stored now), the occurrence that waits for its answer. The caller '
'holds the narrow row, or the finished reminder. Locks occurrences, deliveries.';
