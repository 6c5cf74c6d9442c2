-- When the database was brought back to an earlier time: what was due by then may have been told.
create table core.restore (
    restored_at timestamptz not null,
    as_of timestamptz not null,
    constraint restore_pkey primary key (restored_at),
    constraint restore_goes_back check (as_of <= restored_at)
);
comment on table core.restore is
'Each time that this database was brought back to an earlier one, from a backup or to a point in '
'time. What a reminder tells of the time before restored_at is marked as perhaps a repeat: what '
'was sent after as_of is not known here.';
