create or replace function core.waiting_edit(
    p_person core.person,
    p_reminder integer,
    p_patch jsonb,
    p_if_match integer,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_old core.reminder_finished;
    v_nag record;
begin
    select f.* into v_old from core.reminder_finished as f
    where f.bucket = p_person.bucket and f.person_id = p_person.person_id
        and f.reminder_id = p_reminder and f.why <> 'deleted'
    for update;
    if not found then
        perform core.reminder_not_found(p_reminder);
    end if;
    if not v_old.waiting or p_patch - array['text', 'said', 'tags', 'nag', 'urgent'] <> '{}' then
        perform core.problem(
            409, 'reminder_finished',
            format('Reminder %s is over; give it a new time to bring it back.', p_reminder), 'when'
        );
    end if;
    perform core.revision_check(p_if_match, v_old.revision);
    v_nag := core.nag_read(p_patch -> 'nag', v_old.nag_times, v_old.nag_for);
    update core.reminder_finished as f
    set
        revision = f.revision + 1,
        text = coalesce(p_patch ->> 'text', f.text),
        said = case when p_patch ? 'said' then p_patch ->> 'said' else f.said end,
        tags = coalesce(core.jsonb_texts(p_patch -> 'tags'), f.tags),
        nag_every = case when p_patch ? 'nag' then v_nag.o_every else f.nag_every end,
        nag_times = case when p_patch ? 'nag' then v_nag.o_times else f.nag_times end,
        nag_for = case when p_patch ? 'nag' then v_nag.o_for else f.nag_for end,
        urgent = coalesce((p_patch ->> 'urgent')::boolean, f.urgent),
        updated_at = p_now
    where f.bucket = p_person.bucket and f.person_id = p_person.person_id
        and f.reminder_id = p_reminder;
    perform core.edit_reach(
        p_person, p_reminder, p_patch, v_nag.o_every, v_nag.o_times, v_nag.o_for, p_now
    );
end;
$$;
comment on function core.waiting_edit(core.person, integer, jsonb, integer, timestamptz) is
'Changes words, tags, nag or urgent of a reminder that is over but waits for its answer; they '
'reach what is there of it (core.edit_reach). Refuses 404 (none) and 409 (it waits for nothing, or '
'more would change).';
