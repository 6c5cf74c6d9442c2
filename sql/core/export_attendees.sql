create or replace function core.export_attendees(
    p_person core.person,
    p_after text[],
    p_limit integer
)
returns table (key text[], item jsonb)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select
        array[a.reminder_id::text, a.user_id],
        jsonb_build_object(
            'reminder_id', a.reminder_id, 'id', a.user_id, 'name', a.name,
            'joined_at', a.joined_at
        )
    from core.attendee as a
    where a.bucket = p_person.bucket and a.person_id = p_person.person_id
        and (
            p_after is null
            or (a.reminder_id, a.user_id) > (p_after[1]::integer, p_after[2])
        )
    order by a.reminder_id, a.user_id
    limit p_limit;
end;
$$;
comment on function core.export_attendees(core.person, text[], integer) is
'Who joined a person''s reminders in groups, by reminder: a part of their export.';
