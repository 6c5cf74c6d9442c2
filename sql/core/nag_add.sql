create or replace function core.nag_add(
    p_occurrence core.occurrence,
    p_channel integer,
    p_from timestamptz,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    if p_occurrence.nag_every is null
        or core.nag_left(p_occurrence, p_channel, p_from) < 1
        or exists (
            select from core.reminder_next as n
            where n.bucket = p_occurrence.bucket and n.person_id = p_occurrence.person_id
                and n.reminder_id = p_occurrence.reminder_id and n.state = 'paused'
        )
        -- The series has come due again, and nags of that.
        or exists (
            select from core.occurrence as o
            where o.bucket = p_occurrence.bucket and o.person_id = p_occurrence.person_id
                and o.reminder_id = p_occurrence.reminder_id and o.due_at > p_occurrence.due_at
                and o.outcome <> 'skipped'
        )
    then
        return;
    end if;
    perform core.delivery_make(
        p_occurrence, array[p_channel], 'nag',
        greatest(p_from + p_occurrence.nag_every, p_now), p_now
    );
end;
$$;
comment on function core.nag_add(core.occurrence, integer, timestamptz, timestamptz) is
'Makes the nag that follows a message sent at p_from on one channel, if one may. The caller holds '
'the narrow row and the occurrence, and knows that it has no answer.';
