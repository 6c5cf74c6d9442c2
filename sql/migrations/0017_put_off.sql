-- What was claimed and put off keeps its place in line when it is due again.
alter table core.delivery_open add column put_off boolean not null default false;
comment on column core.delivery_open.put_off is
'It was claimed and not sent, for want of room or time: its host''s, the pace''s, or that of a '
'worker which stood still or died. Once not_before has come it is ahead of all that is due.';
