create or replace function api.person_delete(p_token bytea, p_act_for text, p_confirm uuid)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
begin
    if p_confirm is distinct from v_person.person_id then
        perform core.problem(
            422, 'confirm_wrong',
            'To remove everything for good, send your own person_id (see me_get).', 'confirm'
        );
    end if;
    perform core.person_lock(v_person);
    return jsonb_build_object(
        'person_id', v_person.person_id,
        'at', core.now(),
        'removed', core.person_remove(v_person)
    );
end;
$$;
comment on function api.person_delete(bytea, text, uuid) is
'Removes a person and every row of theirs, history in all months too, for good; p_confirm is '
'their own id. The report of a send that is under way is answered with gone or stale. Returns '
'what was removed. Locks person, narrow rows, reminders, occurrences, deliveries.';
