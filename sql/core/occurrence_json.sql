create or replace function core.occurrence_json(p_occurrence core.occurrence)
returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
begin atomic
    select jsonb_build_object(
        'reminder_id', (p_occurrence).reminder_id,
        'due_at', (p_occurrence).due_at,
        'timezone', (p_occurrence).timezone,
        'text', (p_occurrence).text,
        'outcome', (p_occurrence).outcome,
        'outcome_reason', (p_occurrence).outcome_reason,
        'answer', (p_occurrence).answer,
        'answered_at', (p_occurrence).answered_at,
        'delivered_at', (p_occurrence).delivered_at,
        'snoozed_until', (p_occurrence).snoozed_until,
        'missed_before', (p_occurrence).missed_before,
        'deliveries', coalesce(
            (
                select
                    jsonb_agg(
                        jsonb_build_object(
                            'id', d.delivery_id,
                            'channel_id', d.channel_id,
                            'channel_kind', d.channel_kind,
                            'kind', d.kind,
                            'nth', d.nth,
                            'state', coalesce(d.outcome, o.state),
                            'reason', d.reason,
                            'not_before', coalesce(o.not_before, d.not_before),
                            'sent_at', d.sent_at,
                            'attempts', (
                                select count(*) from core.attempt as a
                                where a.bucket = d.bucket and a.person_id = d.person_id
                                    and a.delivery_id = d.delivery_id and a.due_at = d.due_at
                            )
                        )
                        order by d.created_at, d.kind <> 'first', d.nth, d.channel_id
                    )
                from core.delivery as d
                left join core.delivery_open as o
                    on o.bucket = d.bucket and o.person_id = d.person_id
                        and o.delivery_id = d.delivery_id
                where d.bucket = (p_occurrence).bucket and d.person_id = (p_occurrence).person_id
                    and d.reminder_id = (p_occurrence).reminder_id
                    and d.due_at = (p_occurrence).due_at
            ),
            '[]'
        ),
        'created_at', (p_occurrence).created_at
    ) || (
        select jsonb_build_object('snooze_outcome', l.outcome, 'snooze_reason', l.reason)
        from core.snooze_lost(p_occurrence) as l
    );
end;
comment on function core.occurrence_json(core.occurrence) is
'An occurrence as the API shows it, with its deliveries and how often each was tried.';
