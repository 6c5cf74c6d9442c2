create or replace function core.export_page(
    p_person core.person,
    p_part text,
    p_after text[],
    p_limit integer
)
returns table (key text[], item jsonb)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if p_part = 'reminders' then
        return query
        select array[r.reminder_id::text], core.reminder_json(p_person, r.reminder_id)
        from core.reminder as r
        where r.bucket = p_person.bucket and r.person_id = p_person.person_id
            and (p_after is null or r.reminder_id > p_after[1]::integer)
        order by r.reminder_id
        limit p_limit;
    elsif p_part = 'finished' then
        return query
        select array[f.reminder_id::text], to_jsonb(f) - array['bucket', 'person_id']
        from core.reminder_finished as f
        where f.bucket = p_person.bucket and f.person_id = p_person.person_id
            and (p_after is null or f.reminder_id > p_after[1]::integer)
        order by f.reminder_id
        limit p_limit;
    elsif p_part = 'occurrences' then
        return query
        select array[o.due_at::text, o.reminder_id::text], core.occurrence_json(o)
        from core.occurrence as o
        where o.bucket = p_person.bucket and o.person_id = p_person.person_id
            and (
                p_after is null
                or (o.due_at, o.reminder_id) > (p_after[1]::timestamptz, p_after[2]::integer)
            )
        order by o.due_at, o.reminder_id
        limit p_limit;
    elsif p_part = 'changes' then
        return query
        select
            array[c.change_id::text],
            core.change_json(c) || jsonb_build_object('before', c.before)
        from core.change as c
        where c.bucket = p_person.bucket and c.person_id = p_person.person_id
            and (p_after is null or c.change_id > p_after[1]::bigint)
        order by c.change_id
        limit p_limit;
    elsif p_part = 'events' then
        return query
        select array[e.xid::text, e.event_id::text], core.event_json(e)
        from core.event as e
        where e.bucket = p_person.bucket and e.person_id = p_person.person_id
            and (
                p_after is null
                or (e.xid, e.event_id) > (p_after[1]::xid8, p_after[2]::bigint)
            )
        order by e.xid, e.event_id
        limit p_limit;
    elsif p_part = 'attempts' then
        return query select * from core.export_attempts(p_person, p_after, p_limit);
    elsif p_part = 'attendees' then
        return query select * from core.export_attendees(p_person, p_after, p_limit);
    elsif p_part = 'spans' then
        return query select * from core.export_spans(p_person, p_after, p_limit);
    end if;
end;
$$;
comment on function core.export_page(core.person, text, text[], integer) is
'The rows of one part of a person''s export after the one with the key p_after, in order: '
'reminders, finished, occurrences (with their deliveries), changes, events, attempts, '
'attendees, spans.';
