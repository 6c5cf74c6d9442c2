create or replace function core.attendee_list(
    p_bucket smallint,
    p_person uuid,
    p_reminder integer
)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select
            coalesce(
                jsonb_agg(
                    jsonb_build_object('id', a.user_id, 'name', a.name)
                    order by a.joined_at, a.user_id
                ),
                '[]'
            )
        from core.attendee as a
        where a.bucket = p_bucket and a.person_id = p_person and a.reminder_id = p_reminder
    );
end;
$$;
comment on function core.attendee_list(smallint, uuid, integer) is
'Who joined a reminder, in the order in which they did: [{id, name}].';
