create or replace function core.nag_left(
    p_occurrence core.occurrence,
    p_channel integer,
    p_from timestamptz
)
returns integer
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_since timestamptz := greatest(p_occurrence.due_at, p_occurrence.snoozed_until);
    v_made integer;
begin
    select count(*) into v_made from core.delivery as d
    where d.bucket = p_occurrence.bucket and d.person_id = p_occurrence.person_id
        and d.reminder_id = p_occurrence.reminder_id and d.due_at = p_occurrence.due_at
        and d.channel_id = p_channel and d.kind = 'nag'
        and d.not_before > v_since and d.outcome is distinct from 'cancelled';
    return greatest(
        least(
            p_occurrence.nag_times - v_made,
            floor(
                extract(epoch from v_since + p_occurrence.nag_for - p_from)
                / extract(epoch from p_occurrence.nag_every)
            )
        ),
        0
    );
end;
$$;
comment on function core.nag_left(core.occurrence, integer, timestamptz) is
'How many nags may follow a message of p_from on one channel, where the occurrence nags: nag_times '
'at most since it came due, or since the latest snooze was over, and none later than nag_for after '
'that.';
