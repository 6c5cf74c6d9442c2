create or replace function core.nag_reach(
    p_person core.person,
    p_reminder integer,
    p_every interval,
    p_times integer,
    p_for interval,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_occurrence core.occurrence := core.occurrence_waiting(
        p_person.bucket, p_person.person_id, p_reminder
    );
    v_told record;
begin
    if v_occurrence.due_at is null then
        return;
    end if;
    update core.occurrence as o
    set nag_every = p_every, nag_times = p_times, nag_for = p_for
    where o.bucket = p_person.bucket and o.person_id = p_person.person_id
        and o.reminder_id = p_reminder and o.due_at = v_occurrence.due_at
    returning o.* into v_occurrence;
    perform core.delivery_cancel(
        p_person.bucket, p_person.person_id, p_reminder, v_occurrence.due_at, 'edited', p_now,
        p_kind => 'nag'
    );
    for v_told in
        select d.channel_id, max(d.sent_at) as sent_at from core.delivery as d
        where d.bucket = p_person.bucket and d.person_id = p_person.person_id
            and d.reminder_id = p_reminder and d.due_at = v_occurrence.due_at
            and d.channel_kind <> 'inbox'
        group by d.channel_id
        -- Where a message is still open, the nag follows that one.
        having bool_or(d.outcome = 'sent') and not bool_or(d.outcome is null)
        order by d.channel_id
    loop
        perform core.nag_add(v_occurrence, v_told.channel_id, v_told.sent_at, p_now);
    end loop;
end;
$$;
comment on function core.nag_reach(
    core.person, integer, interval, integer, interval, timestamptz
) is
'Lets a new nag (all null: none) reach the occurrence that waits for its answer. The caller holds '
'the narrow row and the occurrence. Locks deliveries.';
