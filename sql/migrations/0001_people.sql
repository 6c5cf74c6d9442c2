-- Who is reminded, how they sign in, and where they are reached.
create schema core;
create schema api;
create schema calc;
create schema fire;
create schema ops;
comment on schema core is 'Tables and the rules they share. Has no callers of its own.';
comment on schema api is 'What the web API may call (role oye_api).';
comment on schema calc is 'What worker-calc may call (role oye_calc).';
comment on schema fire is 'What worker-fire may call (role oye_fire).';
comment on schema ops is 'What an operator may call (role oye_ops).';

create table core.person (
    bucket smallint not null,
    person_id uuid not null,
    name text,
    timezone text not null,
    locale text not null,
    reminder_last integer not null default 0,
    channel_last integer not null default 0,
    created_at timestamptz not null,
    constraint person_pkey primary key (bucket, person_id),
    constraint person_bucket_is_its_share
    check (bucket = (get_byte(uuid_send(person_id), 15) & 63)),
    constraint person_name_is_short check (length(name) <= 100)
);
comment on table core.person is 'Whom reminders are for. The first in the lock order.';
comment on column core.person.bucket is
'The person''s share of the work, 0 to 63: the low six bits of the last byte of person_id. Leads '
'every key of a person''s rows.';
comment on column core.person.timezone is 'IANA zone that floating schedules follow.';
comment on column core.person.reminder_last is 'The last reminder number given out. Never reused.';

create table core.identity (
    kind text not null,
    subject text not null,
    bucket smallint not null,
    person_id uuid not null,
    created_at timestamptz not null,
    constraint identity_pkey primary key (kind, subject),
    constraint identity_person_exists foreign key (bucket, person_id)
    references core.person (bucket, person_id) on delete cascade,
    constraint identity_kind_is_known check (kind in ('telegram'))
);
comment on table core.identity is
'Which person a user of another system is: (telegram, user id). Looked up without a bucket.';
create index identity_of_person on core.identity (bucket, person_id);

create table core.token (
    sha256 bytea not null,
    token_id uuid not null,
    bucket smallint,
    person_id uuid,
    label text not null,
    scopes text[] not null,
    expires_at timestamptz,
    last_used_on date,
    created_at timestamptz not null,
    constraint token_pkey primary key (sha256),
    constraint token_id_is_unique unique (token_id),
    constraint token_person_exists foreign key (bucket, person_id)
    references core.person (bucket, person_id) on delete cascade,
    constraint token_is_a_digest check (length(sha256) = 32),
    constraint token_scopes_are_known
    check (scopes <@ array['read', 'write', 'account', 'act_for'] and scopes <> '{}'),
    constraint token_without_person_acts_for_others
    check ((person_id is null) = ('act_for' = any(scopes)))
);
comment on table core.token is
'What signs a client in. Only the SHA-256 of a token is kept. A service token has no person of '
'its own and the scope act_for.';
create index token_of_person on core.token (bucket, person_id);

create table core.channel (
    bucket smallint not null,
    person_id uuid not null,
    channel_id integer not null,
    kind text not null,
    address text,
    secret text,
    label text,
    is_default boolean not null,
    enabled boolean not null default true,
    disabled_reason text,
    disabled_at timestamptz,
    created_at timestamptz not null,
    constraint channel_pkey primary key (bucket, person_id, channel_id),
    constraint channel_person_exists foreign key (bucket, person_id)
    references core.person (bucket, person_id) on delete cascade,
    constraint channel_kind_is_known check (kind in ('inbox', 'telegram', 'webhook')),
    constraint channel_but_the_inbox_has_an_address
    check ((kind = 'inbox') = (address is null)),
    constraint channel_webhook_signs check ((kind = 'webhook') = (secret is not null)),
    constraint channel_disabled_says_why check (enabled = (disabled_reason is null))
);
comment on table core.channel is
'Where a person is reached. A reminder that names no channels goes to the default ones; where '
'the person has none, to the inbox, which everybody has.';
create unique index channel_address_is_unique
on core.channel (bucket, person_id, kind, coalesce(address, ''));

create table core.channel_link (
    sha256 bytea not null,
    bucket smallint not null,
    person_id uuid not null,
    expires_at timestamptz not null,
    created_at timestamptz not null,
    constraint channel_link_pkey primary key (sha256),
    constraint channel_link_person_exists foreign key (bucket, person_id)
    references core.person (bucket, person_id) on delete cascade
);
comment on table core.channel_link is
'One-time codes that join a chat to a person. Only the SHA-256 of a code is kept; using it '
'deletes it.';

create table core.bot (
    kind text not null,
    username text not null,
    seen_at timestamptz not null,
    constraint bot_pkey primary key (kind),
    constraint bot_kind_is_known check (kind in ('telegram'))
);
comment on table core.bot is 'The bot''s own name, for links to it. The bot tells it at its start.';

create table core.idempotency_key (
    bucket smallint not null,
    person_id uuid not null,
    operation text not null,
    idempotency_key text not null,
    request_sha256 bytea not null,
    response jsonb,
    created_at timestamptz not null,
    constraint idempotency_key_pkey primary key (bucket, person_id, operation, idempotency_key),
    constraint idempotency_key_person_exists foreign key (bucket, person_id)
    references core.person (bucket, person_id) on delete cascade
);
comment on table core.idempotency_key is
'First results of creates, kept for 24 hours: the same key and body get the same answer.';
create index idempotency_key_by_age on core.idempotency_key (created_at);
