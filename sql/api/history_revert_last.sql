create or replace function api.history_revert_last(
    p_token bytea,
    p_act_for text,
    p_idempotency_key text default null,
    p_request_sha256 bytea default null
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_answer jsonb := core.idempotency_begin(
        v_person, 'history_revert_last', p_idempotency_key, p_request_sha256, core.now()
    );
    v_change_id bigint;
begin
    if v_answer is not null then
        return v_answer;
    end if;
    -- Two at once undo two changes, not one twice.
    perform from core.person as p
    where p.bucket = v_person.bucket and p.person_id = v_person.person_id
    for no key update;
    select c.change_id into v_change_id from core.change as c
    where c.bucket = v_person.bucket and c.person_id = v_person.person_id
        and c.reverted_at is null and c.kind <> 'revert'
    order by c.change_id desc
    limit 1;
    if not found then
        perform core.problem(
            409, 'nothing_to_revert',
            'Nothing that was changed within the last 30 days still stands.'
        );
    end if;
    v_answer := core.history_revert(v_person, v_change_id);
    perform core.idempotency_end(
        v_person, 'history_revert_last', p_idempotency_key, v_answer
    );
    return v_answer;
end;
$$;
comment on function api.history_revert_last(bytea, text, text, bytea) is
'Puts back what was before the person''s latest change that stands; again, the one before it. A '
'revert is passed over: it is put back by its own id. With an idempotency key the same request '
'that comes again is answered as at first. Refuses 409 (nothing_to_revert, changed_since). Locks '
'as history_revert.';
