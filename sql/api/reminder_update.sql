create or replace function api.reminder_update(
    p_token bytea,
    p_act_for text,
    p_reminder_id integer,
    p_patch jsonb,
    p_zone text default null,
    p_next_occurrence timestamptz default null,
    p_upcoming timestamptz[] default '{}',
    p_ended boolean default false,
    p_if_match integer default null
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_schedule jsonb := p_patch -> 'schedule';
    v_hot core.reminder_next;
    v_before jsonb;
    v_reminder core.reminder;
begin
    if v_schedule ->> 'timezone' <> v_person.timezone then
        perform core.timezone_check(v_schedule ->> 'timezone', 'when.timezone');
    end if;
    if v_schedule is not null then
        -- A reminder that starts or stops to float would slip through a zone change under way.
        select p.* into v_person from core.person as p
        where p.bucket = v_person.bucket and p.person_id = v_person.person_id
        for share;
    end if;
    v_before := core.change_image(v_person, p_reminder_id);
    v_hot := core.reminder_lock(v_person, p_reminder_id);
    if v_hot.reminder_id is null and v_schedule is null then
        perform core.waiting_edit(v_person, p_reminder_id, p_patch, p_if_match, v_now);
        return core.reminder_json(v_person, p_reminder_id)
            || core.change_add(v_person, 'edit', p_reminder_id, null, v_before, v_now);
    end if;
    if v_hot.reminder_id is null then
        perform core.reminder_reinstate(v_person, p_reminder_id, v_now);
        v_hot := core.reminder_lock(v_person, p_reminder_id);
    end if;
    perform core.revision_check(p_if_match, v_hot.revision);
    perform core.channels_check(v_person, core.jsonb_integers(p_patch -> 'channels'));
    update core.reminder as r
    set
        revision = r.revision + 1,
        text = coalesce(p_patch ->> 'text', r.text),
        said = case when p_patch ? 'said' then p_patch ->> 'said' else r.said end,
        tags = coalesce(core.jsonb_texts(p_patch -> 'tags'), r.tags),
        channels = case
            when p_patch ? 'channels' then core.jsonb_integers(p_patch -> 'channels') else r.channels
        end,
        catch_up = coalesce(p_patch ->> 'catch_up', r.catch_up),
        grace = coalesce(make_interval(secs => (p_patch ->> 'grace_seconds')::integer), r.grace),
        starts_at = coalesce((v_schedule ->> 'starts_at')::timestamp, r.starts_at),
        timezone = case when v_schedule is null then r.timezone else v_schedule ->> 'timezone' end,
        recurrence = case
            when v_schedule is null then r.recurrence
            else coalesce(core.jsonb_texts(v_schedule -> 'recurrence'), '{}')
        end,
        after_done = case when v_schedule is null then r.after_done else v_schedule ->> 'after_done' end,
        updated_at = v_now
    where r.bucket = v_person.bucket and r.person_id = v_person.person_id
        and r.reminder_id = p_reminder_id
    returning r.* into v_reminder;
    update core.reminder_next as n
    set revision = v_reminder.revision
    where n.bucket = v_person.bucket and n.person_id = v_person.person_id
        and n.reminder_id = p_reminder_id;
    if p_patch ? 'text' then
        perform core.text_reach(v_person, p_reminder_id, v_reminder.text);
    end if;
    if v_schedule is not null then
        perform core.schedule_restart(
            v_person, p_reminder_id, core.accounted_at(p_next_occurrence, v_now)
        );
        perform core.reminder_next_offer(
            v_person, p_reminder_id, v_reminder.revision, p_zone, p_next_occurrence, p_upcoming,
            p_ended
        );
    end if;
    return core.reminder_json(v_person, p_reminder_id)
        || core.change_add(v_person, 'edit', p_reminder_id, null, v_before, v_now);
end;
$$;
comment on function api.reminder_update(
    bytea, text, integer, jsonb, text, timestamptz, timestamptz[], boolean, integer
) is
'Changes a reminder: the members that p_patch has (text, said, tags, channels, catch_up, '
'grace_seconds, schedule). A schedule replaces the old one whole, counts from now, and does not '
'touch occurrences that are there; a text reaches deliveries that are not yet being sent. A '
'finished reminder comes back with a new schedule, under its number; while it waits for its '
'answer its words and tags can be changed. Locks the person (for a new schedule), narrow row, '
'reminder, occurrence, delivery.';
