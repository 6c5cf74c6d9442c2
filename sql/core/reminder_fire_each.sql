create or replace function core.reminder_fire_each(
    p_bucket smallint,
    p_persons uuid[],
    p_reminders integer[],
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.reminder_fire(p_bucket, p_persons, p_reminders, p_now);
exception
    -- Trouble of the server's, not of a row's: the claim as a whole is tried again later.
    when transaction_rollback or insufficient_resources or operator_intervention or system_error
        or lock_not_available then
        raise;
    when others then
        if cardinality(p_persons) > 1 then
            for i in 1..cardinality(p_persons) loop
                perform core.reminder_fire_each(p_bucket, p_persons[i:i], p_reminders[i:i], p_now);
            end loop;
        else
            update core.reminder_next as n
            set state = 'invalid', state_reason = sqlstate || ': ' || left(sqlerrm, 200)
            where n.bucket = p_bucket and n.person_id = p_persons[1]
                and n.reminder_id = p_reminders[1];
        end if;
end;
$$;
comment on function core.reminder_fire_each(smallint, uuid[], integer[], timestamptz) is
'core.reminder_fire for a batch; where that raises, for each row by itself, and a row that '
'raises alone becomes invalid with its reason: one poison row never stops the others.';
