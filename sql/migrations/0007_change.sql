-- What a person changed, so that it can be put back; and the sign-in of a device by a code.
create sequence core.change_id;
comment on sequence core.change_id is
'Numbers changes: of two that touched the same thing the later one has the higher number.';

create table core.change (
    bucket smallint not null,
    person_id uuid not null,
    change_id bigint not null,
    kind text not null,
    touched text not null,
    reminder_id integer,
    due_at timestamptz,
    text text not null,
    reverts bigint,
    state_before bigint not null,
    state_after bigint not null,
    before jsonb not null,
    after jsonb,
    reverted_at timestamptz,
    at timestamptz not null,
    constraint change_pkey primary key (bucket, person_id, change_id),
    constraint change_kind_is_known check (
        kind in (
            'create', 'edit', 'delete', 'pause', 'resume', 'skip', 'done', 'snooze', 'timezone',
            'revert'
        )
    ),
    constraint change_revert_says_of_what check ((kind = 'revert') = (reverts is not null))
);
comment on table core.change is
'Each change that a person made within 30 days, with the rows as they were before it. No foreign '
'key leads to the person, whose row it would lock after the reminder''s. Rows are changed by who '
'holds the person.';
comment on column core.change.touched is
'What it changed: timezone, reminder <id>, or occurrence <id> <due_at>. Changes of one thing are '
'put back in the order in which they were made, the last one first.';
comment on column core.change.state_before is
'The state of the thing before it: the change that made it what it was, 0 where none is known. A '
'revert leads back to the state before what it reverts, so that a change can be put back exactly '
'while its thing is in the state that it led to.';
comment on column core.change.before is
'core.change_image before it: rows of reminder, reminder_next, reminder_finished, occurrence and '
'open deliveries. Empty before a create.';
comment on column core.change.after is
'The narrow row as it left it; null where that left the reminder inactive.';
create index change_of_thing on core.change (bucket, person_id, touched, change_id);
create index change_by_age on core.change (at);

create table core.device_login (
    sha256 bytea not null,
    user_sha256 bytea not null,
    label text not null,
    address inet not null,
    bucket smallint,
    person_id uuid,
    scopes text[],
    answered_at timestamptz,
    polled_at timestamptz,
    poll_interval interval not null default '2 seconds',
    expires_at timestamptz not null,
    created_at timestamptz not null,
    constraint device_login_pkey primary key (sha256),
    constraint device_login_user_code_is_unique unique (user_sha256),
    constraint device_login_person_exists foreign key (bucket, person_id)
    references core.person (bucket, person_id) on delete cascade,
    constraint device_login_label_is_short check (length(label) between 1 and 100),
    constraint device_login_yes_is_whole check ((person_id is null) = (scopes is null)),
    constraint device_login_yes_is_an_answer
    check (person_id is null or answered_at is not null)
);
comment on table core.device_login is
'Sign-ins that wait for somebody''s yes (RFC 8628). Only the SHA-256 of both codes is kept; the '
'token is made by the poll that takes it, which deletes the row.';
comment on column core.device_login.address is
'Where it was asked for: an IPv4 address, or the /64 of an IPv6 one.';
comment on column core.device_login.person_id is
'Who said yes. Answered and null: somebody said no.';
comment on column core.device_login.poll_interval is
'How long the device is to wait between polls; longer each time that it does not.';
create index device_login_by_address on core.device_login (address, created_at);
create index device_login_by_age on core.device_login (expires_at);

create table core.login_guess (
    bucket smallint not null,
    person_id uuid not null,
    guesses integer not null,
    since timestamptz not null,
    constraint login_guess_pkey primary key (bucket, person_id),
    constraint login_guess_person_exists foreign key (bucket, person_id)
    references core.person (bucket, person_id) on delete cascade
);
comment on table core.login_guess is
'How many codes that are none a person has named in the hour that began at since: what keeps the '
'guessing of codes bounded.';
create index login_guess_by_age on core.login_guess (since);
