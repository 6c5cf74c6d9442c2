create or replace function core.dead_letters(
    p_since timestamptz,
    p_until timestamptz,
    p_channel_kind text,
    p_reason text
)
returns setof core.occurrence
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select o.* from core.occurrence as o
    where o.due_at >= p_since and o.due_at < coalesce(p_until, 'infinity')
        -- Most are neither, and that costs no call.
        and (o.outcome in ('failed', 'unknown') or o.answer = 'snoozed')
        and core.occurrence_is_dead(o)
        and (
            p_reason is null
            or coalesce((core.snooze_lost(o)).reason, o.outcome_reason)
            in (p_reason, 'then_' || p_reason)
        )
        and (
            p_channel_kind is null or exists (
                select from core.delivery as d
                where d.bucket = o.bucket and d.person_id = o.person_id
                    and d.reminder_id = o.reminder_id and d.due_at = o.due_at
                    and d.channel_kind = p_channel_kind and d.outcome in ('failed', 'unknown')
            )
        );
end;
$$;
comment on function core.dead_letters(timestamptz, timestamptz, text, text) is
'The dead letters of all people that were due from p_since until p_until (null: to this day), that '
'were sent in vain on a channel of a kind, that failed for a reason (null: any), be it after a '
'send that perhaps arrived. Reads the history of the period.';
