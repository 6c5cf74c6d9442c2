create or replace function api.timezone_preview(p_token bytea, p_act_for text, p_timezone text)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'read');
begin
    perform core.timezone_check(p_timezone, 'timezone');
    return jsonb_build_object(
        'timezone', v_person.timezone,
        'now', core.now(),
        'items', coalesce(
            (
                select
                    jsonb_agg(
                        core.reminder_json(v_person, f.reminder_id) || jsonb_build_object(
                            'accounted_until',
                            (f.accounted_until at time zone v_person.timezone)
                            at time zone p_timezone
                        )
                        order by f.next_occurrence, f.reminder_id
                    )
                from (
                    select n.reminder_id, n.next_occurrence, n.accounted_until
                    from core.reminder_next as n
                    inner join core.reminder as r
                        on r.bucket = n.bucket and r.person_id = n.person_id
                        and r.reminder_id = n.reminder_id
                    where n.bucket = v_person.bucket and n.person_id = v_person.person_id
                        and r.timezone is null and r.after_done is null and n.state = 'scheduled'
                    order by n.next_occurrence, n.reminder_id
                    limit 200
                ) as f
            ),
            '[]'
        )
    );
end;
$$;
comment on function api.timezone_preview(bytea, text, text) is
'The floating reminders that a move to p_timezone would recalculate, the next 200 of them, each '
'with the moment after which it would be (accounted_until, the same wall time there). Changes '
'nothing.';
