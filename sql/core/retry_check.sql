create or replace function core.retry_check(
    p_person core.person,
    p_reminder integer,
    p_due_at timestamptz,
    p_occurrence core.occurrence
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    if p_occurrence.due_at is null then
        perform core.problem(
            404, 'occurrence_not_found',
            format('Reminder %s did not come due at %s.', p_reminder, p_due_at), 'due_at'
        );
    end if;
    if p_occurrence.answer = 'done' then
        perform core.problem(
            409, 'already_done',
            format('Reminder %s was already done at %s.', p_reminder,
                to_char(p_occurrence.answered_at at time zone p_person.timezone, 'HH24:MI')),
            'reminder_id'
        );
    end if;
    if p_occurrence.outcome in ('delivered', 'skipped', 'missed')
        and not core.occurrence_is_dead(p_occurrence)
        -- A snooze that was sent again a moment ago is on its way.
        and not exists (
            select from core.delivery as d
            where d.bucket = p_occurrence.bucket and d.person_id = p_occurrence.person_id
                and d.reminder_id = p_reminder and d.due_at = p_due_at
                and d.kind <> 'nag' and d.outcome is null and d.not_before <= core.now()
        ) then
        perform core.problem(
            409, 'not_failed',
            format('Reminder %s has not failed: it was %s%s.', p_reminder, p_occurrence.outcome,
                case when p_occurrence.outcome = 'delivered' then '; snooze tells it again' end),
            'reminder_id'
        );
    end if;
end;
$$;
comment on function core.retry_check(core.person, integer, timestamptz, core.occurrence) is
'Refuses to send an occurrence again that is not there (404), is done, or did not fail (409).';
