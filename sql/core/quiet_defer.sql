create or replace function core.quiet_defer(
    p_bucket smallint,
    p_persons uuid[],
    p_deliveries uuid[],
    p_now timestamptz
)
returns table (person_id uuid, delivery_id uuid, held_until timestamptz)
language plpgsql rows 10
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_quiet_persons uuid[];
    v_quiet_deliveries uuid[];
begin
    select array_agg(d.person_id), array_agg(d.delivery_id)
    into v_quiet_persons, v_quiet_deliveries
    from unnest(p_persons, p_deliveries) as k (person_id, delivery_id)
    inner join core.person as p on p.bucket = p_bucket and p.person_id = k.person_id
    inner join core.delivery_open as d
        on d.bucket = p_bucket and d.person_id = k.person_id and d.delivery_id = k.delivery_id
    where p.quiet_mode = 'defer' and d.kind in ('first', 'nag')
        and (core.quiet_hours(p, p_now)).o_until is not null
        -- A value and no join: looked up for these alone, whatever the planner expects.
        and not (
            select o.urgent from core.occurrence as o
            where o.bucket = p_bucket and o.person_id = d.person_id
                and o.reminder_id = d.reminder_id and o.due_at = d.due_at
        );
    if v_quiet_persons is null then
        return query select k.* from unnest(p_persons, p_deliveries, null::timestamptz[]) as k;
        return;
    end if;
    return query
    -- Held against a change of the hours until all is committed, so that the change finds what
    -- they hold. Who is being changed is not waited for: that one's stay as they are.
    with resting as materialized (
        select p.person_id, (core.quiet_hours(p, p_now)).o_until
        from core.person as p
        where p.bucket = p_bucket and p.person_id = any(v_quiet_persons)
            and p.quiet_mode = 'defer' and (core.quiet_hours(p, p_now)).o_until is not null
        for share skip locked
    )

    select k.person_id, k.delivery_id, r.o_until
    from unnest(p_persons, p_deliveries) as k (person_id, delivery_id)
    left join resting as r on r.person_id = k.person_id and k.delivery_id = any(v_quiet_deliveries)
    where r.person_id is not null or k.delivery_id <> all(v_quiet_deliveries);
end;
$$;
comment on function core.quiet_defer(smallint, uuid[], uuid[], timestamptz) is
'Which of a bucket''s deliveries, held by the caller, may be leased now (held_until null), and '
'when the quiet hours end that hold the others: a first message or a nag that is not urgent. Those '
'of a person who is changed at this moment are left out. Waits for nobody.';
