-- Which rules of the time zones the instants were calculated with.
create table core.tzdata (
    only_row boolean not null default true,
    version text not null,
    checked_at timestamptz not null,
    constraint tzdata_pkey primary key (only_row),
    constraint tzdata_is_one_row check (only_row)
);
comment on table core.tzdata is
'The release of the time zone database that worker-calc last checked all zones in use against.';

create table core.zone_digest (
    zone text not null,
    digest text not null,
    version text not null,
    constraint zone_digest_pkey primary key (zone)
);
comment on table core.zone_digest is
'What the rules of each zone in use were, as a digest, and in which release: when that changes, '
'its reminders are calculated again, and no others.';
