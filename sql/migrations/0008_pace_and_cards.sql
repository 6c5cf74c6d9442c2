-- How fast the bot may send, across all workers; cards that are edited; digests; who joins in.
create table core.pace (
    kind text not null,
    key text not null,
    next_at timestamptz not null,
    queue_at timestamptz not null,
    paused_until timestamptz not null default '-infinity',
    constraint pace_pkey primary key (kind, key),
    constraint pace_kind_is_known check (kind in ('bot', 'chat'))
) with (fillfactor = 50);
comment on table core.pace is
'When the next message may be sent: one row for the whole bot (bot, telegram) and one for each '
'chat. Comes after the channel in the lock order; by (kind, key), ascending.';
comment on column core.pace.next_at is 'The first instant at which nothing is sent yet.';
comment on column core.pace.queue_at is
'When the last one comes back that was put off: the next one comes after it, so that those who '
'wait come back one by one and not all at once.';
comment on column core.pace.paused_until is 'Telegram asked for silence until then (429).';

alter table core.delivery_open
add column queued text,
add column message_id text,
add column again boolean not null default false,
add column alone boolean not null default false,
add constraint delivery_open_queued_is_known check (queued in ('bot', 'chat')),
add constraint delivery_open_update_names_its_message
check ((kind = 'update') = (message_id is not null));
comment on table core.delivery_open is
'The claim of each delivery that is not settled yet, so that a claim touches what is open and '
'never the history. Made with its core.delivery, deleted when that has an outcome. One of kind '
'update has no core.delivery: it edits a message that was sent, and tells nobody anything.';
comment on column core.delivery_open.queued is
'What it was put off by, so that it keeps its place: the pace of the bot, or that of its chat.';
comment on column core.delivery_open.message_id is 'update: the message to edit.';
comment on column core.delivery_open.again is
'update: what the message shows changed while it was being edited; once more.';
comment on column core.delivery_open.alone is
'Was refused as part of a digest; it is sent by itself.';
create unique index delivery_open_update_of_message
on core.delivery_open (bucket, person_id, channel_id, message_id) where kind = 'update';

create index delivery_of_message
on core.delivery (bucket, person_id, channel_id, provider_id) where provider_id is not null;

create table core.attendee (
    bucket smallint not null,
    person_id uuid not null,
    reminder_id integer not null,
    user_id text not null,
    name text not null,
    joined_at timestamptz not null,
    constraint attendee_pkey primary key (bucket, person_id, reminder_id, user_id),
    constraint attendee_person_exists foreign key (bucket, person_id)
    references core.person (bucket, person_id) on delete cascade,
    constraint attendee_name_is_short check (length(name) between 1 and 100)
);
comment on table core.attendee is
'Who pressed [I''m in] under a reminder of a group: users of Telegram, named when it comes due. '
'The person is the author of the reminder.';
