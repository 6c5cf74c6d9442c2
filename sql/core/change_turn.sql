create or replace function core.change_turn(p_change core.change, p_now timestamptz)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint := p_change.reverts;
    v_reverted boolean := false;
begin
    update core.change as c set reverted_at = p_now
    where c.bucket = p_change.bucket and c.person_id = p_change.person_id
        and c.change_id = p_change.change_id;
    while v_id is not null loop
        update core.change as c set reverted_at = case when v_reverted then p_now end
        where c.bucket = p_change.bucket and c.person_id = p_change.person_id
            and c.change_id = v_id
        returning c.reverts into v_id;
        exit when not found;
        v_reverted := not v_reverted;
    end loop;
end;
$$;
comment on function core.change_turn(core.change, timestamptz) is
'Marks a change as reverted. Was it a revert itself, what that had reverted is in force again, '
'and so on to the change that all of them are about.';
