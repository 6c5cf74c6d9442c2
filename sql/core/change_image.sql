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
    v_image jsonb := '{}';
    v_row jsonb;
begin
    if p_reminder is not null then
        select to_jsonb(n) into v_row from core.reminder_next as n
        where n.bucket = p_person.bucket and n.person_id = p_person.person_id
            and n.reminder_id = p_reminder
        for update;
        if found then
            v_image := v_image || jsonb_build_object('next', v_row);
            select to_jsonb(r) into v_row from core.reminder as r
            where r.bucket = p_person.bucket and r.person_id = p_person.person_id
                and r.reminder_id = p_reminder;
            v_image := v_image || jsonb_build_object('reminder', v_row);
        else
            select to_jsonb(f) into v_row from core.reminder_finished as f
            where f.bucket = p_person.bucket and f.person_id = p_person.person_id
                and f.reminder_id = p_reminder
            for update;
            if found then
                v_image := v_image || jsonb_build_object('finished', v_row);
            end if;
        end if;
        if p_due_at is not null then
            select to_jsonb(o) into v_row from core.occurrence as o
            where o.bucket = p_person.bucket and o.person_id = p_person.person_id
                and o.reminder_id = p_reminder and o.due_at = p_due_at
            for update;
            if found then
                v_image := v_image || jsonb_build_object('occurrence', v_row);
            end if;
        end if;
        select jsonb_agg(to_jsonb(d) order by d.delivery_id) into v_row
        from core.delivery_open as d
        where d.bucket = p_person.bucket and d.person_id = p_person.person_id
            and d.reminder_id = p_reminder and (p_due_at is null or d.due_at = p_due_at);
        if v_row is not null then
            v_image := v_image || jsonb_build_object('open', v_row);
        end if;
    end if;
    -- Read after the locks: a zone change either is seen here or waits for the narrow row.
    select jsonb_build_object('zone', p.timezone, 'tzdata', t.version) into v_row
    from core.person as p
    left join core.tzdata as t on true
    where p.bucket = p_person.bucket and p.person_id = p_person.person_id;
    return v_image || coalesce(v_row, '{}');
end;
$$;
comment on function core.change_image(core.person, integer, timestamptz) is
'The rows that a change of a reminder (and of one of its occurrences) may touch, as they are '
'now: next, reminder, finished, occurrence, open (deliveries), each with all of its columns, and '
'absent where there is none; and the person''s zone. Of no reminder, the zone alone. Locks narrow '
'row, reminder (a finished one), occurrence.';
