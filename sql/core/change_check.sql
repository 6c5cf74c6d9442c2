create or replace function core.change_check(
    p_person core.person,
    p_change core.change,
    p_now jsonb
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_newer core.change;
begin
    if core.change_state(p_person, p_change.touched) <> p_change.state_after then
        select c.* into v_newer from core.change as c
        where c.bucket = p_person.bucket and c.person_id = p_person.person_id
            and c.touched = p_change.touched and c.change_id > p_change.change_id
        order by c.change_id desc
        limit 1;
        perform core.problem(
            409, 'changed_since',
            format('This was changed again since (change %s, %s). Undo that first.',
                v_newer.change_id, v_newer.kind),
            'change_id'
        );
    end if;
    if p_change.reminder_id is not null and not p_now ? 'reminder' and not p_now ? 'finished' then
        perform core.reminder_not_found(p_change.reminder_id);
    end if;
    -- What was removed already can still be answered, by the card that it left.
    if p_change.touched like 'occurrence %' and p_now #>> '{finished,why}' = 'deleted'
        and p_change.before #>> '{finished,why}' is distinct from 'deleted' then
        perform core.problem(
            409, 'changed_since',
            format('Reminder %s was removed since. Undo that first.', p_change.reminder_id),
            'change_id'
        );
    end if;
    -- What was passed over can't come after what followed it.
    if p_change.touched like 'reminder %' and exists (
        select from core.occurrence as o
        where o.bucket = p_person.bucket and o.person_id = p_person.person_id
            and o.reminder_id = p_change.reminder_id and o.due_at > p_change.due_at
            and o.outcome <> 'skipped'
    ) then
        perform core.problem(
            409, 'changed_since',
            format('Reminder %s has come due since.', p_change.reminder_id), 'change_id'
        );
    end if;
end;
$$;
comment on function core.change_check(core.person, core.change, jsonb) is
'Refuses (409 changed_since) to put back what something newer has touched, and (404) what is no '
'more. p_now is the image as it is now.';
