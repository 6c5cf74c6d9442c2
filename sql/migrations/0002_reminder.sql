-- What a person said (wide, edited by people) and when it is next (narrow, rewritten by each fire).
create table core.reminder (
    bucket smallint not null,
    person_id uuid not null,
    reminder_id integer not null,
    revision integer not null default 1,
    text text not null,
    said text,
    starts_at timestamp not null,
    timezone text,
    recurrence text[] not null default '{}',
    after_done text,
    tags text[] not null default '{}',
    channels integer[],
    catch_up text not null default 'latest',
    grace interval not null default '15 minutes',
    updated_at timestamptz not null,
    created_at timestamptz not null,
    constraint reminder_pkey primary key (bucket, person_id, reminder_id),
    constraint reminder_person_exists foreign key (bucket, person_id)
    references core.person (bucket, person_id) on delete cascade,
    constraint reminder_text_is_short check (length(text) between 1 and 2000),
    constraint reminder_catch_up_is_known check (catch_up in ('latest', 'all', 'skip')),
    constraint reminder_grace_is_bounded check (grace between interval '0' and interval '30 days'),
    constraint reminder_repeats_one_way check (after_done is null or recurrence = '{}')
);
comment on table core.reminder is
'Active reminders, as the person said them. A finished one moves to core.reminder_finished. '
'Every writer locks the row of core.reminder_next first.';
comment on column core.reminder.reminder_id is
'Counts from 1 for each person, and is never reused.';
comment on column core.reminder.revision is
'Goes up with every edit; the ETag. A calculation that was made for another revision is refused.';
comment on column core.reminder.said is 'The words as they were typed.';
comment on column core.reminder.starts_at is 'Local wall time of the first occurrence.';
comment on column core.reminder.timezone is
'IANA zone (pinned), or null: follows the person (floating).';
comment on column core.reminder.recurrence is
'Lines of RFC 5545 (RRULE, RDATE, EXDATE) or one CRON line; none means once.';
comment on column core.reminder.after_done is 'ISO 8601 duration, counted from the answer.';
comment on column core.reminder.channels is 'Channel ids; null means the person''s default ones.';
comment on column core.reminder.grace is 'How late an occurrence may be before catch_up decides.';

create table core.reminder_next (
    bucket smallint not null,
    person_id uuid not null,
    reminder_id integer not null,
    revision integer not null,
    state text not null,
    next_occurrence timestamptz,
    upcoming timestamptz[] not null default '{}',
    ended boolean not null default false,
    accounted_until timestamptz not null,
    counts_from timestamptz,
    missed_before integer not null default 0,
    state_reason text,
    constraint reminder_next_pkey primary key (bucket, person_id, reminder_id),
    constraint reminder_next_reminder_exists foreign key (bucket, person_id, reminder_id)
    references core.reminder (bucket, person_id, reminder_id) on delete cascade,
    constraint reminder_next_state_is_known
    check (state in ('compute', 'scheduled', 'waiting', 'paused', 'invalid')),
    constraint reminder_next_scheduled_has_an_instant
    check (state <> 'scheduled' or next_occurrence is not null),
    constraint reminder_next_invalid_says_why
    check ((state = 'invalid') = (state_reason is not null))
) with (fillfactor = 90);
comment on table core.reminder_next is
'The narrow row of each active reminder: its next instant and what a claim reads. One to one '
'with core.reminder; fires rewrite only this. Second in the lock order, after the person.';
comment on column core.reminder_next.state is
'compute: worker-calc is to calculate. scheduled: next_occurrence is known. waiting: an '
'after_done waits for its answer. paused: held by the person. invalid: cannot be calculated, see '
'state_reason.';
comment on column core.reminder_next.upcoming is
'A few instants after next_occurrence, so that a fire writes the following one itself.';
comment on column core.reminder_next.ended is 'No instant follows those of upcoming.';
comment on column core.reminder_next.accounted_until is
'Each instant up to it has its occurrence, or was not expected. Calculations go on after it.';
comment on column core.reminder_next.counts_from is
'after_done: the answer that the next wait counts from; null until it came due once.';
comment on column core.reminder_next.missed_before is
'Occurrences missed since the last one that was told; the next message says how many.';
create index reminder_next_due on core.reminder_next (bucket, next_occurrence)
where state = 'scheduled';
create index reminder_next_to_compute on core.reminder_next (bucket, accounted_until)
where state = 'compute';
create index reminder_next_invalid on core.reminder_next (bucket) where state = 'invalid';

create table core.reminder_finished (
    like core.reminder including defaults including comments,
    why text not null,
    waiting boolean not null,
    finished_at timestamptz not null,
    constraint reminder_finished_pkey primary key (bucket, person_id, reminder_id),
    constraint reminder_finished_person_exists foreign key (bucket, person_id)
    references core.person (bucket, person_id) on delete cascade,
    constraint reminder_finished_why_is_known check (why in ('fired', 'ended', 'done', 'deleted'))
);
comment on table core.reminder_finished is
'Reminders that are over, kept for 30 days after the last answer so that they can be brought '
'back.';
comment on column core.reminder_finished.waiting is
'Its last occurrence has no final answer; it is still listed.';
create index reminder_finished_waiting on core.reminder_finished (bucket, person_id) where waiting;
create index reminder_finished_by_age on core.reminder_finished (finished_at) where not waiting;
