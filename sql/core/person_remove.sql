create or replace function core.person_remove(p_person core.person)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_removed jsonb;
begin
    with events as (
        delete from core.event as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    attempts as (
        delete from core.attempt as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    open_deliveries as (
        delete from core.delivery_open as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    deliveries as (
        delete from core.delivery as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    occurrences as (
        delete from core.occurrence as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    changes as (
        delete from core.change as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    next_occurrences as (
        delete from core.reminder_next as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    reminders as (
        delete from core.reminder as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    finished_reminders as (
        delete from core.reminder_finished as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    spans as (
        delete from core.span as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    channels as (
        delete from core.channel as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    attendees as (
        delete from core.attendee as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    channel_links as (
        delete from core.channel_link as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    idempotency_keys as (
        delete from core.idempotency_key as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    sign_ins as (
        delete from core.device_login as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    guesses as (
        delete from core.login_guess as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    tokens as (
        delete from core.token as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    identities as (
        delete from core.identity as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    )

    select jsonb_build_object(
        'events', (select count(*) from events),
        'attempts', (select count(*) from attempts),
        'open_deliveries', (select count(*) from open_deliveries),
        'deliveries', (select count(*) from deliveries),
        'occurrences', (select count(*) from occurrences),
        'changes', (select count(*) from changes),
        'next_occurrences', (select count(*) from next_occurrences),
        'reminders', (select count(*) from reminders),
        'finished_reminders', (select count(*) from finished_reminders),
        'spans', (select count(*) from spans),
        'channels', (select count(*) from channels),
        'attendees', (select count(*) from attendees),
        'channel_links', (select count(*) from channel_links),
        'idempotency_keys', (select count(*) from idempotency_keys),
        'sign_ins', (select count(*) from sign_ins),
        'guesses', (select count(*) from guesses),
        'tokens', (select count(*) from tokens),
        'identities', (select count(*) from identities)
    )
    into v_removed;
    delete from core.person as p
    where p.bucket = p_person.bucket and p.person_id = p_person.person_id;
    return v_removed;
end;
$$;
comment on function core.person_remove(core.person) is
'Deletes every row of a person; returns how many there were, by what they were. The caller holds '
'them (core.person_lock). A new table with rows of a person is added here.';
