create or replace function core.history_revert(p_person core.person, p_change bigint)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_change core.change;
    v_made jsonb := '{}';
begin
    -- The person first: a zone change waits for this, or this waits for it.
    select p.* into p_person from core.person as p
    where p.bucket = p_person.bucket and p.person_id = p_person.person_id
    for no key update;
    select c.* into v_change from core.change as c
    where c.bucket = p_person.bucket and c.person_id = p_person.person_id
        and c.change_id = p_change;
    if not found then
        perform core.problem(
            404, 'change_not_found', format('There is no change %s of the last 30 days.', p_change),
            'change_id'
        );
    end if;
    if v_change.reverted_at is null then
        v_made := core.change_revert(p_person, v_change, v_now);
        v_change.reverted_at := v_now;
    end if;
    return core.change_json(v_change) || v_made || jsonb_build_object(
        'reminder', core.reminder_json(p_person, v_change.reminder_id)
    );
end;
$$;
comment on function core.history_revert(core.person, bigint) is
'Reverts one change of a person, if it is not reverted yet, and tells what came of it.';
