create or replace function api.occurrence_retry(
    p_token bytea,
    p_act_for text,
    p_reminder_id integer,
    p_due_at timestamptz default null
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_due_at timestamptz := p_due_at;
    v_occurrence core.occurrence;
    v_channels integer[];
    v_queued integer := 0;
begin
    perform core.reminder_lock(v_person, p_reminder_id);
    if v_due_at is null then
        select o.due_at into v_due_at from core.occurrence as o
        where o.bucket = v_person.bucket and o.person_id = v_person.person_id
            and o.reminder_id = p_reminder_id and core.occurrence_is_dead(o)
        order by o.due_at desc
        limit 1;
        v_due_at := coalesce(v_due_at, core.told_last(v_person, p_reminder_id, v_now));
        if v_due_at is null then
            perform core.nothing_due(v_person, p_reminder_id);
        end if;
    end if;
    v_occurrence := core.occurrence_hold(
        v_person.bucket, v_person.person_id, p_reminder_id, v_due_at
    );
    perform core.retry_check(v_person, p_reminder_id, v_due_at, v_occurrence);
    if core.occurrence_is_dead(v_occurrence) then
        v_channels := core.occurrence_usable(v_occurrence);
        if v_channels is null then
            perform core.reminder_not_found(p_reminder_id);
        end if;
        if v_channels = '{}' then
            perform core.problem(
                409, 'no_channel',
                'None of this reminder''s channels is usable, so it cannot be sent again. Enable one, '
                'or give the reminder other channels (where it is over, with a new time).'
            );
        end if;
        v_queued := core.occurrence_retry(v_occurrence, v_channels, v_now);
    end if;
    return core.occurrence_show(v_person, p_reminder_id, v_due_at)
        || jsonb_build_object('queued', v_queued);
end;
$$;
comment on function api.occurrence_retry(bytea, text, integer, timestamptz) is
'Sends a dead letter again: that of p_due_at, else the reminder''s latest; of a snooze that was '
'lost, the snooze. One that is pending is on its way, and returned as it is (queued 0), so that '
'doing so twice is harmless. What arrived, was passed over or is done is refused (409). No change '
'that can be undone: what is sent is sent; done and delete stop it. Locks narrow row, reminder, '
'occurrence, delivery.';
