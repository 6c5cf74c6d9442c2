-- Told again until done (nag), hours in which nothing rings (quiet), and where a reminder was said.
alter table core.person
add column quiet_from time,
add column quiet_until time,
add column quiet_mode text,
add constraint person_quiet_hours_are_whole
check (num_nulls(quiet_from, quiet_until, quiet_mode) in (0, 3)),
add constraint person_quiet_hours_end check (quiet_from <> quiet_until),
add constraint person_quiet_mode_is_known check (quiet_mode in ('defer', 'silent'));
comment on column core.person.quiet_from is
'Quiet hours are from here until quiet_until, on the person''s clock; they may cross midnight.';
comment on column core.person.quiet_mode is
'defer: what is not urgent comes at their end. silent: it comes without a sound.';

alter table core.reminder
add column nag_every interval,
add column nag_times integer,
add column nag_for interval,
add column urgent boolean not null default false,
add column source text,
add column reference text,
add constraint reminder_nag_is_whole
check (num_nulls(nag_every, nag_times, nag_for) in (0, 3)),
add constraint reminder_nag_is_bounded
check (
    nag_every between interval '1 minute' and interval '24 hours'
    and nag_times between 1 and 50
    and nag_for between nag_every and interval '168 hours'
),
add constraint reminder_source_is_short check (length(source) between 1 and 100),
add constraint reminder_reference_is_short check (length(reference) between 1 and 100);
comment on column core.reminder.nag_every is
'Until there is an answer it is told again so long after each message; null: told once.';
comment on column core.reminder.nag_times is 'At most so often.';
comment on column core.reminder.nag_for is 'And no longer than this after it was due.';
comment on column core.reminder.urgent is 'Quiet hours don''t hold it.';
comment on column core.reminder.source is 'Where it was said: telegram:<chat>:<message id>.';
comment on column core.reminder.reference is 'The message that it is about, in the same form.';

alter table core.reminder_finished
add column nag_every interval,
add column nag_times integer,
add column nag_for interval,
add column urgent boolean not null default false,
add column source text,
add column reference text;

alter table core.occurrence
add column nag_every interval,
add column nag_times integer,
add column nag_for interval,
add column urgent boolean not null default false,
add column reference text;
comment on column core.occurrence.nag_every is
'As the reminder''s when it came due, or since; so are nag_times, nag_for, urgent, reference.';

alter table core.delivery_open add column held_until timestamptz;
comment on column core.delivery_open.held_until is
'The end of the quiet hours that held it. It is still held where not_before is the same.';
