-- A channel, or Telegram as a whole, that takes nothing is asked now and then, not each time.
alter table core.channel
add column failures integer not null default 0,
add column failed_at timestamptz,
add column paused_until timestamptz;
comment on column core.channel.failures is
'webhook: sends that failed in a row, of those that began after the last one was noted. From '
'core.circuit_limit on its circuit is open: one send an interval finds out whether it is well.';
comment on column core.channel.failed_at is 'When the last of them was noted.';
comment on column core.channel.paused_until is
'Nothing is sent there until then: its circuit is open, or it asked for a pause (429).';

alter table core.pace
add column failures integer not null default 0,
add column failed_at timestamptz;
comment on column core.pace.failures is
'bot: sends that failed in a row, as core.channel.failures; paused_until then says until when.';
comment on column core.pace.failed_at is 'When the last of them was noted.';
comment on column core.pace.paused_until is
'Telegram asked for silence until then (429), or takes nothing.';

alter table core.delivery_open
drop constraint delivery_open_queued_is_known,
add constraint delivery_open_queued_is_known check (queued in ('bot', 'chat', 'channel'));
comment on column core.delivery_open.queued is
'What it was put off by: the pace of the bot, or that of its chat, in which it keeps its place; or '
'its channel, which takes nothing at present.';
