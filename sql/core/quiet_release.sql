create or replace function core.quiet_release(
    p_person core.person,
    p_reminder integer,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    with held as materialized (
        select d.delivery_id from core.delivery_open as d
        where d.bucket = p_person.bucket and d.person_id = p_person.person_id
            and (p_reminder is null or d.reminder_id = p_reminder)
            and d.state = 'ready' and d.not_before = d.held_until and d.not_before > p_now
        order by d.delivery_id
        for update
    )

    update core.delivery_open as d set not_before = p_now
    from held as h
    where d.bucket = p_person.bucket and d.person_id = p_person.person_id
        and d.delivery_id = h.delivery_id;
    if found then
        perform core.wake('oye_fire');
    end if;
end;
$$;
comment on function core.quiet_release(core.person, integer, timestamptz) is
'Lets the next claim judge anew what quiet hours hold of a person (or of one reminder). The caller '
'holds the person, or the narrow row. Locks deliveries, ascending.';
