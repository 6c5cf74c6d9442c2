create or replace function calc.reminder_settle(
    p_persons uuid[],
    p_reminders integer[],
    p_revisions integer[],
    p_zones text[],
    p_nexts timestamptz[],
    p_upcoming jsonb,
    p_missed jsonb,
    p_ended boolean[],
    p_invalid text[]
)
returns table (person_id uuid, reminder_id integer, verdict text)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_now timestamptz := core.now();
    v_row record;
begin
    for v_row in
        select
            k.*,
            core.jsonb_texts(p_upcoming -> (k.nth::integer - 1)) as upcoming,
            core.jsonb_texts(p_missed -> (k.nth::integer - 1)) as missed
        from unnest(p_persons, p_reminders, p_revisions, p_zones, p_nexts, p_ended, p_invalid)
            with ordinality as k (
                person_id, reminder_id, revision, zone, next_occurrence, ended, invalid, nth
            )
        order by k.person_id, k.reminder_id
    loop
        person_id := v_row.person_id;
        reminder_id := v_row.reminder_id;
        begin
            verdict := core.calculation_settle(
                v_row.person_id, v_row.reminder_id, v_row.revision, v_row.zone,
                v_row.next_occurrence, v_row.upcoming::timestamptz[],
                v_row.missed::timestamptz[], v_row.ended, v_row.invalid, v_now
            );
        exception
            when transaction_rollback or insufficient_resources or operator_intervention
                or system_error or lock_not_available then
                raise;
            when others then
                verdict := core.calculation_settle(
                    v_row.person_id, v_row.reminder_id, v_row.revision, v_row.zone, null, '{}', '{}',
                    false, 'engine_error: ' || sqlerrm, v_now
                );
        end;
        return next;
    end loop;
end;
$$;
comment on function calc.reminder_settle(
    uuid[], integer[], integer[], text[], timestamptz[], jsonb, jsonb, boolean[], text[]
) is
'Stores calculations: parallel arrays, with upcoming and missed as an array of arrays of RFC '
'3339 instants (at most 1,000 missed each). Says for each reminder: scheduled; more (missed ones '
'were recorded, it is to be calculated again); ended (it left the active ones); invalid (with '
'its reason); stale (edited, moved or calculated meanwhile: nothing changed); gone. A row that '
'raises becomes invalid and never stops the others.';
