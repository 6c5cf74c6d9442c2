create or replace function core.reminder_json(p_person core.person, p_reminder integer)
returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
begin atomic
    with said as (
        select
            r.bucket, r.person_id, r.reminder_id, r.revision, r.text, r.said, r.starts_at,
            r.timezone, r.recurrence, r.after_done, r.tags, r.channels, r.catch_up,
            r.grace, r.nag_every, r.nag_times, r.nag_for, r.urgent, r.source, r.reference,
            r.updated_at, r.created_at, n.state, n.state_reason,
            n.next_occurrence, n.upcoming
        from core.reminder as r
        inner join core.reminder_next as n
            on n.bucket = r.bucket and n.person_id = r.person_id and n.reminder_id = r.reminder_id
        where r.bucket = (p_person).bucket and r.person_id = (p_person).person_id
            and r.reminder_id = p_reminder
        union all
        select
            f.bucket, f.person_id, f.reminder_id, f.revision, f.text, f.said, f.starts_at,
            f.timezone, f.recurrence, f.after_done, f.tags, f.channels, f.catch_up,
            f.grace, f.nag_every, f.nag_times, f.nag_for, f.urgent, f.source, f.reference,
            f.updated_at, f.created_at,
            case when f.waiting then 'waiting' else 'finished' end, f.why, null, '{}'
        from core.reminder_finished as f
        where f.bucket = (p_person).bucket and f.person_id = (p_person).person_id
            and f.reminder_id = p_reminder and f.why <> 'deleted'
    )

    select
        jsonb_build_object(
            'id', s.reminder_id,
            'text', s.text,
            'said', s.said,
            'schedule', jsonb_build_object(
                'starts_at', to_char(s.starts_at, 'YYYY-MM-DD"T"HH24:MI:SS'),
                'timezone', s.timezone,
                'recurrence', s.recurrence,
                'after_done', s.after_done
            ),
            'timezone', coalesce(s.timezone, (p_person).timezone),
            'state', s.state,
            'state_reason', s.state_reason,
            'next_occurrence', case when s.state <> 'paused' then s.next_occurrence end,
            'upcoming', case when s.state <> 'paused' then s.upcoming else '{}' end,
            'waiting_since', w.due_at,
            'snoozed_until', w.snoozed_until,
            'tags', s.tags,
            'channels', s.channels,
            'attendees', core.attendee_list(s.bucket, s.person_id, s.reminder_id),
            'catch_up', s.catch_up,
            'grace_seconds', extract(epoch from s.grace)::integer,
            'nag', core.nag_json(s.nag_every, s.nag_times, s.nag_for),
            'urgent', s.urgent,
            'source', s.source,
            'reference', s.reference,
            'revision', s.revision,
            'created_at', s.created_at,
            'updated_at', s.updated_at
        )
    from said as s
    left join lateral core.occurrence_waiting(s.bucket, s.person_id, s.reminder_id) as w on true;
end;
comment on function core.reminder_json(core.person, integer) is
'A reminder as the API shows it, active or finished; null where there is none (or it was '
'deleted).';
