create or replace function core.snooze_lost(
    p_occurrence core.occurrence,
    out outcome text,
    out reason text
)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    if p_occurrence.answer <> 'snoozed' then
        return;
    end if;
    select
        case when bool_or(d.outcome = 'unknown') then 'unknown' else 'failed' end,
        (
            array_agg(d.reason order by d.outcome = 'unknown' desc, d.created_at desc)
            filter (where d.outcome in ('unknown', 'failed'))
        )[1]
    into outcome, reason
    from core.delivery as d
    where d.bucket = p_occurrence.bucket and d.person_id = p_occurrence.person_id
        and d.reminder_id = p_occurrence.reminder_id and d.due_at = p_occurrence.due_at
        -- The snooze, and what was sent again in its place: meant to go since it was said.
        and d.kind <> 'nag' and d.not_before > p_occurrence.answered_at
    having bool_or(d.outcome in ('unknown', 'failed'))
        and not bool_or(d.outcome is null or d.outcome = 'sent');
end;
$$;
comment on function core.snooze_lost(core.occurrence) is
'What became of a snooze that was told in vain: failed, or unknown (perhaps it arrived), and why. '
'Both null where the occurrence is not snoozed, or the snooze is still to come, was told on one '
'channel, or was taken back.';
