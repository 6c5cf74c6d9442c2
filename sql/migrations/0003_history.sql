-- What came due, what was sent, and each attempt at it. Partitioned by month: ops.month_ensure
-- makes months ahead, ops.month_drop lets old ones go; the default partitions catch what no month
-- has. No foreign key points here or from here: dropping a month never looks at another table.
create table core.occurrence (
    bucket smallint not null,
    person_id uuid not null,
    reminder_id integer not null,
    due_at timestamptz not null,
    slot timestamp not null,
    timezone text not null,
    revision integer not null,
    text text not null,
    channels integer[] not null,
    outcome text not null,
    outcome_reason text,
    delivered_at timestamptz,
    answer text not null default 'none',
    answered_at timestamptz,
    snoozed_until timestamptz,
    missed_before integer not null default 0,
    created_at timestamptz not null,
    constraint occurrence_pkey primary key (bucket, person_id, reminder_id, due_at),
    constraint occurrence_outcome_is_known
    check (outcome in ('pending', 'delivered', 'unknown', 'failed', 'skipped', 'missed')),
    constraint occurrence_answer_is_known check (answer in ('none', 'done', 'snoozed')),
    constraint occurrence_delivered_says_when
    check (outcome <> 'delivered' or delivered_at is not null),
    constraint occurrence_answered_says_when check ((answer = 'none') = (answered_at is null))
) partition by range (due_at);
comment on table core.occurrence is
'One instant at which a reminder came due: exactly one row for each (reminder, due_at), kept as '
'history. Text and channels are as they were then. Fourth in the lock order.';
comment on column core.occurrence.slot is 'The local wall time of due_at in timezone.';
comment on column core.occurrence.channels is 'The channels it is named for, resolved.';
comment on column core.occurrence.outcome is
'pending, delivered (one named channel took it), unknown (perhaps), failed, skipped (the person '
'passed over it or answered first), missed (passed over after downtime).';
comment on column core.occurrence.answer is 'What the person said to it. No send overwrites it.';
create index occurrence_of_person on core.occurrence (bucket, person_id, due_at);
create table core.occurrence_default partition of core.occurrence default;

create table core.delivery (
    bucket smallint not null,
    person_id uuid not null,
    delivery_id uuid not null,
    reminder_id integer not null,
    due_at timestamptz not null,
    channel_id integer not null,
    channel_kind text not null,
    kind text not null,
    nth integer not null,
    not_before timestamptz not null,
    outcome text,
    reason text,
    sent_at timestamptz,
    provider_id text,
    created_at timestamptz not null,
    constraint delivery_pkey primary key (bucket, person_id, delivery_id, due_at),
    constraint delivery_is_made_once
    unique (bucket, person_id, reminder_id, due_at, channel_id, kind, nth),
    constraint delivery_kind_is_known check (kind in ('first', 'snooze', 'nag')),
    constraint delivery_outcome_is_known
    check (outcome in ('sent', 'failed', 'unknown', 'cancelled')),
    constraint delivery_sent_says_when check (outcome <> 'sent' or sent_at is not null)
) partition by range (due_at);
comment on table core.delivery is
'One message to be sent on one channel for one occurrence. outcome is null while it is open; its '
'claim then lives in core.delivery_open. Fifth in the lock order.';
comment on column core.delivery.delivery_id is
'Also the idempotency key towards the channel, and what a button under the message carries.';
comment on column core.delivery.provider_id is 'The message''s id at the channel, for later edits.';
create table core.delivery_default partition of core.delivery default;

create table core.delivery_open (
    bucket smallint not null,
    person_id uuid not null,
    delivery_id uuid not null,
    due_at timestamptz not null,
    reminder_id integer not null,
    channel_id integer not null,
    channel_kind text not null,
    kind text not null,
    nth integer not null,
    not_before timestamptz not null,
    state text not null default 'ready',
    worker text,
    fence bigint,
    lease_until timestamptz,
    attempts integer not null default 0,
    unknowns integer not null default 0,
    cancelled text,
    constraint delivery_open_pkey primary key (bucket, person_id, delivery_id),
    constraint delivery_open_state_is_known check (state in ('ready', 'leased', 'sending')),
    constraint delivery_open_claim_is_whole
    check ((state = 'ready') = (lease_until is null) and (state = 'ready') = (worker is null))
) with (fillfactor = 80);
comment on table core.delivery_open is
'The claim of each delivery that is not settled yet, so that a claim touches what is open and '
'never the history. Made with its core.delivery, deleted when that has an outcome.';
comment on column core.delivery_open.not_before is 'Due, snoozed until, or the end of a back-off.';
comment on column core.delivery_open.fence is 'Of the last claim. Whoever holds it may settle.';
comment on column core.delivery_open.attempts is 'Sends begun that count against giving up.';
comment on column core.delivery_open.unknowns is 'Sends of unknown outcome; the second is final.';
comment on column core.delivery_open.cancelled is
'Why it was cancelled while a send was under way: it is not tried again.';
create index delivery_open_ready on core.delivery_open (bucket, not_before) where state = 'ready';
create index delivery_open_leased on core.delivery_open (bucket, lease_until)
where state in ('leased', 'sending');
create index delivery_open_by_worker on core.delivery_open (worker) where state = 'leased';

create sequence core.fence;
comment on sequence core.fence is 'Gives each claim of a delivery a number above all before it.';

create table core.attempt (
    bucket smallint not null,
    person_id uuid not null,
    delivery_id uuid not null,
    fence bigint not null,
    due_at timestamptz not null,
    worker text not null,
    begun_at timestamptz not null,
    ended_at timestamptz,
    outcome text,
    reason text,
    stale boolean not null default false,
    constraint attempt_pkey primary key (bucket, person_id, delivery_id, fence, due_at)
) partition by range (due_at);
comment on table core.attempt is
'Each send that was begun, with what its worker reported of it. A report that came too late '
'changes only this row (stale), so that duplicates can be counted.';
create table core.attempt_default partition of core.attempt default;

create table core.event (
    bucket smallint not null,
    person_id uuid not null,
    xid xid8 not null,
    event_id bigint not null,
    at timestamptz not null,
    kind text not null,
    reminder_id integer not null,
    due_at timestamptz not null,
    timezone text not null,
    text text not null,
    missed_before integer not null default 0,
    until timestamptz,
    reason text,
    constraint event_pkey primary key (bucket, person_id, xid, event_id, at),
    constraint event_kind_is_known
    check (kind in ('due', 'again', 'failed', 'unknown', 'done', 'snoozed', 'skipped'))
) partition by range (at);
comment on table core.event is
'What happens, for those who watch. Read by transaction (xid below every running one), since two '
'transactions may commit in another order than they took their numbers.';
create table core.event_default partition of core.event default;
create sequence core.event_id;
comment on sequence core.event_id is 'Orders the events of one transaction.';

create table core.worker_run (
    kind text not null,
    worker text not null,
    last_run_at timestamptz not null,
    floor timestamptz,
    full_at timestamptz,
    constraint worker_run_pkey primary key (kind, worker),
    constraint worker_run_kind_is_known check (kind in ('calc', 'fire')),
    constraint worker_run_worker_is_named check (length(worker) between 1 and 200)
);
comment on table core.worker_run is
'When each worker last asked for work; silence shows here. The last in the lock order.';
comment on column core.worker_run.floor is
'Below it this worker has seen all that was due, so that its claims need not step over the dead '
'rows of what was done (a snapshot held elsewhere keeps them). An optimisation only, see '
'core.claim_floor.';
comment on column core.worker_run.full_at is 'When this worker last looked below the floor.';
