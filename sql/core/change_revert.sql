create or replace function core.change_revert(
    p_person core.person,
    p_change core.change,
    p_now timestamptz
)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_before jsonb := core.change_image(p_person, p_change.reminder_id, p_change.due_at);
    v_answered boolean := p_change.touched like 'occurrence %';
    v_revert core.change := p_change;
begin
    perform core.change_check(p_person, p_change, v_before);
    if p_change.reminder_id is null then
        update core.person as p set timezone = p_change.before ->> 'zone'
        where p.bucket = p_person.bucket and p.person_id = p_person.person_id
        returning p.* into p_person;
        perform core.floating_follow(p_person, v_before ->> 'zone');
        perform core.quiet_release(p_person, null, p_now);
    else
        if p_change.due_at is not null then
            perform core.occurrence_restore(p_change);
        end if;
        perform core.delivery_restore(p_change, v_answered, p_now);
        if v_answered then
            perform core.answer_restore(p_person, p_change, p_now);
        else
            perform core.reminder_restore(p_person, p_change, p_now);
        end if;
        perform core.card_refresh(
            p_person.bucket, p_person.person_id, p_change.reminder_id, p_change.due_at, null, p_now
        );
        -- Some of it may have been due before the workers' floors.
        perform core.claim_rewind('-infinity', p_now);
        perform core.wake('oye_fire');
    end if;
    v_revert.change_id := nextval('core.change_id');
    v_revert.kind := 'revert';
    v_revert.reverts := p_change.change_id;
    v_revert.state_before := p_change.state_after;
    v_revert.state_after := p_change.state_before;
    v_revert.before := v_before;
    v_revert.after := core.change_image(p_person, p_change.reminder_id) -> 'next';
    v_revert.at := p_now;
    insert into core.change values (v_revert.*);
    perform core.change_turn(p_change, p_now);
    return jsonb_build_object('change_id', v_revert.change_id);
end;
$$;
comment on function core.change_revert(core.person, core.change, timestamptz) is
'Puts back what was before a change, by the rows that were kept of it, and notes that as a change '
'of its own. Refuses (409 changed_since) where something newer touched the same thing. The '
'caller holds the person; locks narrow row, reminder, occurrence, delivery, change, rewind.';
