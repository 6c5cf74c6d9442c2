create or replace function calc.zone_settle(p_zones text[], p_bucket smallint)
returns integer
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_count integer;
begin
    with moved as materialized (
        select n.person_id, n.reminder_id
        from core.reminder_next as n
        inner join core.reminder as r
            on r.bucket = n.bucket and r.person_id = n.person_id and r.reminder_id = n.reminder_id
        inner join core.person as p on p.bucket = n.bucket and p.person_id = n.person_id
        where n.bucket = p_bucket and n.state = 'scheduled'
            and core.zone_of(p, r.timezone) = any(p_zones)
        order by n.person_id, n.reminder_id
        for update of n
    )

    update core.reminder_next as n
    set state = 'compute', next_occurrence = null, upcoming = '{}', ended = false
    from moved as m
    where n.bucket = p_bucket and n.person_id = m.person_id and n.reminder_id = m.reminder_id;
    get diagnostics v_count = row_count;
    if v_count > 0 then
        perform core.wake('oye_calc');
    end if;
    return v_count;
end;
$$;
comment on function calc.zone_settle(text[], smallint) is
'Has the scheduled reminders of one bucket whose zone is among p_zones calculated again, after '
'what is accounted for; returns how many. Twice is as once. Locks narrow rows, ascending.';
