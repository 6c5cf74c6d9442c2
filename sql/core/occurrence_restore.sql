create or replace function core.occurrence_restore(p_change core.change)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_was core.occurrence := jsonb_populate_record(
        null::core.occurrence, p_change.before -> 'occurrence'
    );
begin
    if not p_change.before ? 'occurrence' then
        -- Recorded by the change that passed over it. One that was told since stays.
        delete from core.occurrence as o
        where o.bucket = p_change.bucket and o.person_id = p_change.person_id
            and o.reminder_id = p_change.reminder_id and o.due_at = p_change.due_at
            and o.outcome = 'skipped';
        return;
    end if;
    insert into core.occurrence as o
    values (v_was.*)
    on conflict (bucket, person_id, reminder_id, due_at) do update
    set
        answer = excluded.answer,
        answered_at = excluded.answered_at,
        snoozed_until = excluded.snoozed_until,
        -- What was delivered meanwhile stays delivered.
        outcome = case when o.outcome = 'delivered' then o.outcome else excluded.outcome end,
        outcome_reason = case
            when o.outcome <> 'delivered' then excluded.outcome_reason
        end,
        delivered_at = coalesce(o.delivered_at, excluded.delivered_at);
end;
$$;
comment on function core.occurrence_restore(core.change) is
'Gives the occurrence of a change the answer and the outcome that it had before. The caller '
'holds narrow row and occurrence.';
