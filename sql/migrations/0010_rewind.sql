-- How often something was made due in the past: a claim's floor holds while that count does.
create table core.rewind (
    slot bigint not null generated always as identity,
    times bigint not null,
    xid xid8 not null,
    constraint rewind_pkey primary key (slot)
);
comment on table core.rewind is
'How many committed transactions made something due in the past: the sum of times. A row for each '
'that writes at the same time as another, so that none waits for a second one that hangs.';
comment on column core.rewind.xid is 'Who counted here last: a transaction counts once.';

alter table core.worker_run add column rewinds bigint;
comment on column core.worker_run.rewinds is
'The sum of core.rewind before this worker last looked below the floor.';
