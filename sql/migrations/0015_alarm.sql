-- What was sent is counted where it is settled, and a silent worker is told of once.
create table core.tally (
    bin_at timestamptz not null,
    channel_kind text not null,
    outcome text not null,
    place smallint not null,
    slot smallint not null,
    sends bigint not null,
    seconds double precision not null,
    constraint tally_pkey primary key (bin_at, channel_kind, outcome, place, slot),
    constraint tally_slot_is_one_of_16 check (slot between 0 and 15)
) with (fillfactor = 50);
comment on table core.tally is
'How many sends were reported, by kind of channel, outcome as it was reported, and lateness. The '
'sum over all rows only rises. Comes after the pace in the lock order, at the very end of its '
'transaction.';
comment on column core.tally.bin_at is
'Ten seconds begin here: a row that is written for longer would, while somebody holds an old '
'snapshot, be slower to write each time. -infinity: the sum of all that core.tally_fold took '
'together.';
comment on column core.tally.place is
'How late what was sent has been, in the places of a histogram (core.lateness_place); 0: it was '
'not sent.';
comment on column core.tally.slot is
'Of the connection that counts, so that workers seldom wait for each other.';
comment on column core.tally.seconds is 'How late all of them together have been.';

create table core.watch (
    kind text not null,
    since timestamptz not null,
    seen_at timestamptz not null,
    constraint watch_pkey primary key (kind),
    constraint watch_kind_is_known check (kind in ('calc', 'fire'))
);
comment on table core.watch is
'Since when each kind of worker has looked after the other without a gap. Who was not there itself '
'for five minutes can''t say that the other one was silent for so long.';

create table core.alarm (
    alarm_id bigint generated always as identity,
    kind text not null,
    silent_since timestamptz,
    raised_at timestamptz not null,
    raise_told_at timestamptz,
    cleared_at timestamptz,
    clear_told_at timestamptz,
    attempts integer not null default 0,
    lease_until timestamptz not null default '-infinity',
    constraint alarm_pkey primary key (alarm_id),
    constraint alarm_kind_is_known check (kind in ('calc', 'fire'))
);
comment on table core.alarm is
'Silences of a kind of worker that the operator is told of: once when one is found, once when it '
'is over. Comes after the watch in the lock order.';
comment on column core.alarm.silent_since is 'When it last asked for work; null: it never did.';
comment on column core.alarm.attempts is 'Tries to tell what is to be told now.';
comment on column core.alarm.lease_until is 'Until then one worker tells it, or all wait a little.';
create unique index alarm_is_open_once on core.alarm (kind) where cleared_at is null;
