create or replace function core.reminder_restore(
    p_person core.person,
    p_change core.change,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_before jsonb := p_change.before;
    v_now jsonb := core.change_image(p_person, p_change.reminder_id);
    v_old core.reminder := jsonb_populate_record(
        null::core.reminder, coalesce(v_now -> 'reminder', v_now -> 'finished')
    );
    v_new core.reminder := jsonb_populate_record(
        v_old, coalesce(v_before -> 'reminder', v_before -> 'finished')
    );
    v_timing boolean :=
        (v_before -> 'next') - 'revision' is distinct from p_change.after - 'revision'
        -- The same narrow row may stand for two schedules: neither is calculated yet.
        or (v_new.starts_at, v_new.timezone, v_new.recurrence, v_new.after_done)
        is distinct from (v_old.starts_at, v_old.timezone, v_old.recurrence, v_old.after_done);
    v_active boolean := v_before ? 'reminder' and (v_timing or v_now ? 'reminder');
begin
    if not v_before ? 'reminder'
        and coalesce(v_before #>> '{finished,why}', 'deleted') = 'deleted' then
        perform core.reminder_remove(p_person, p_change.reminder_id, p_now);
        return;
    end if;
    -- Told since, and once is all that it is told.
    if v_active and core.is_once(v_new) and exists (
        select from core.occurrence as o
        where o.bucket = p_person.bucket and o.person_id = p_person.person_id
            and o.reminder_id = p_change.reminder_id
            and o.due_at = (v_before #>> '{next,next_occurrence}')::timestamptz
    ) then
        v_active := false;
    end if;
    v_new.revision := v_old.revision;
    v_new.updated_at := v_old.updated_at;
    if v_new is distinct from v_old or not v_now ? 'reminder' then
        v_new.revision := v_old.revision + 1;
        v_new.updated_at := p_now;
    end if;
    if not v_active then
        -- What the change had begun is taken back, and is not a schedule that came to its end.
        perform core.span_end(
            p_person.bucket, array[p_person.person_id], array[p_change.reminder_id],
            array['edited'], p_now
        );
    end if;
    perform core.reminder_put(v_new);
    if not v_active then
        perform core.reminder_finish(
            p_person.bucket, array[p_person.person_id], array[p_change.reminder_id],
            array[
                coalesce(v_before #>> '{finished,why}', v_now #>> '{finished,why}', 'ended')
            ],
            array[
                (
                    core.occurrence_waiting(
                        p_person.bucket, p_person.person_id, p_change.reminder_id
                    )
                ).due_at is not null
            ],
            p_now
        );
    elsif v_timing or not v_now ? 'next' then
        if v_before #>> '{next,state}' = 'paused' then
            perform core.reminder_cancel(p_person, p_change.reminder_id, 'paused', p_now);
        end if;
        perform core.reminder_next_restore(p_person, v_new, p_change, p_now);
    else
        update core.reminder_next as n set revision = v_new.revision
        where n.bucket = p_person.bucket and n.person_id = p_person.person_id
            and n.reminder_id = p_change.reminder_id;
    end if;
    perform core.span_restore(p_change, v_new.timezone);
    perform core.edit_reach(
        p_person, p_change.reminder_id, core.edit_between(v_old, v_new), v_new.nag_every,
        v_new.nag_times, v_new.nag_for, p_now
    );
end;
$$;
comment on function core.reminder_restore(core.person, core.change, timestamptz) is
'Makes a reminder what it was before a change: what was said, whether it is active, finished or '
'removed, and its instants where the change touched them. Its revision counts up. The caller '
'holds the person and the reminder.';
