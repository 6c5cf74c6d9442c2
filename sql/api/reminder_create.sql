create or replace function api.reminder_create(
    p_token bytea,
    p_act_for text,
    p_text text,
    p_starts_at timestamp,
    p_timezone text default null,
    p_recurrence text[] default '{}',
    p_after_done text default null,
    p_said text default null,
    p_tags text[] default '{}',
    p_channels integer[] default null,
    p_catch_up text default 'latest',
    p_grace_seconds integer default 900,
    p_zone text default null,
    p_next_occurrence timestamptz default null,
    p_upcoming timestamptz[] default '{}',
    p_ended boolean default false,
    p_idempotency_key text default null,
    p_request_sha256 bytea default null,
    p_nag jsonb default null,
    p_urgent boolean default false,
    p_source text default null,
    p_reference text default null
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_answer jsonb := core.idempotency_begin(
        v_person, 'reminder_create', p_idempotency_key, p_request_sha256, v_now
    );
    v_id integer;
    v_nag record;
begin
    if v_answer is not null then
        return v_answer;
    end if;
    v_nag := core.nag_read(p_nag);
    -- The person's own was checked when it was set; a look at the catalogue costs 10 ms.
    if p_timezone <> v_person.timezone then
        perform core.timezone_check(p_timezone, 'when.timezone');
    end if;
    -- Holds the person: a zone change waits for this reminder, or this waits for it.
    update core.person as p set reminder_last = p.reminder_last + 1
    where p.bucket = v_person.bucket and p.person_id = v_person.person_id
    returning p.* into v_person;
    if not found then
        perform core.token_unknown();
    end if;
    v_id := v_person.reminder_last;
    perform core.channels_check(v_person, p_channels);
    insert into core.reminder (
        bucket, person_id, reminder_id, text, said, starts_at, timezone, recurrence, after_done, tags,
        channels, catch_up, grace, nag_every, nag_times, nag_for, urgent, source, reference,
        updated_at, created_at
    )
    values (
        v_person.bucket, v_person.person_id, v_id, p_text, p_said, p_starts_at, p_timezone,
        coalesce(p_recurrence, '{}'), p_after_done, coalesce(p_tags, '{}'), p_channels, p_catch_up,
        make_interval(secs => p_grace_seconds), v_nag.o_every, v_nag.o_times, v_nag.o_for,
        coalesce(p_urgent, false), p_source, p_reference, v_now, v_now
    );
    insert into core.reminder_next (
        bucket, person_id, reminder_id, revision, state, accounted_until
    )
    values (
        v_person.bucket, v_person.person_id, v_id, 1, 'compute',
        core.accounted_at(p_next_occurrence, v_now)
    );
    perform core.reminder_next_offer(
        v_person, v_id, 1, p_zone, p_next_occurrence, p_upcoming, p_ended
    );
    v_answer := core.reminder_json(v_person, v_id)
        || core.change_add(v_person, 'create', v_id, null, '{}', v_now);
    perform core.idempotency_end(v_person, 'reminder_create', p_idempotency_key, v_answer);
    return v_answer;
end;
$$;
comment on function api.reminder_create(
    bytea, text, text, timestamp, text, text[], text, text, text[], integer[], text, integer, text,
    timestamptz, timestamptz[], boolean, text, bytea, jsonb, boolean, text, text
) is
'Adds a reminder and returns it. A writer that has calculated gives p_zone, p_next_occurrence, '
'p_upcoming and p_ended; without p_zone, or where the zone has changed meanwhile, worker-calc '
'does it. p_nag is the contract''s Nag, null for none. Locks the person.';
