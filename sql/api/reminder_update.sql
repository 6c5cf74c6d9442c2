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
    v_old core.reminder;
    v_nag record;
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
        -- It is told at its new time; until then it is left in peace.
        perform core.delivery_cancel(
            v_person.bucket, v_person.person_id, p_reminder_id, null, 'new_time', v_now,
            p_kind => 'nag'
        );
    end if;
    perform core.revision_check(p_if_match, v_hot.revision);
    perform core.channels_check(v_person, core.jsonb_integers(p_patch -> 'channels'));
    select r.* into v_old from core.reminder as r
    where r.bucket = v_person.bucket and r.person_id = v_person.person_id
        and r.reminder_id = p_reminder_id;
    v_nag := core.nag_read(p_patch -> 'nag', v_old.nag_times, v_old.nag_for);
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
        nag_every = case when p_patch ? 'nag' then v_nag.o_every else r.nag_every end,
        nag_times = case when p_patch ? 'nag' then v_nag.o_times else r.nag_times end,
        nag_for = case when p_patch ? 'nag' then v_nag.o_for else r.nag_for end,
        urgent = coalesce((p_patch ->> 'urgent')::boolean, r.urgent),
        source = case when p_patch ? 'source' then p_patch ->> 'source' else r.source end,
        reference = case
            when p_patch ? 'reference' then p_patch ->> 'reference' else r.reference
        end,
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
    perform core.edit_reach(
        v_person, p_reminder_id, p_patch, v_nag.o_every, v_nag.o_times, v_nag.o_for, v_now
    );
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
'grace_seconds, nag, urgent, source, reference, schedule). A schedule replaces the old one whole, '
'counts from now, and does not touch occurrences that are there; a text reaches deliveries that '
'are not yet being sent, nag and urgent what waits for its answer. A finished reminder comes back '
'with a new schedule, under its number, and no longer nags of the old one; while it waits for its '
'answer its words, tags, nag and urgent can be changed. Locks the person (for a new schedule), '
'narrow row, reminder, occurrence, delivery.';
