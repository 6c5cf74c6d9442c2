-- What each reminder was expected to do, and for how long: what an audit recomputes history from.
create sequence core.span_id;
comment on sequence core.span_id is 'Orders the spans of a reminder.';

create table core.span (
    bucket smallint not null,
    person_id uuid not null,
    reminder_id integer not null,
    span_id bigint not null,
    revision integer not null,
    starts_at timestamp not null,
    zone text not null,
    recurrence text[] not null,
    after_done text,
    counts_from timestamptz,
    expected_after timestamptz not null,
    expected_until timestamptz,
    ended_at timestamptz,
    ended_why text,
    created_at timestamptz not null,
    constraint span_pkey primary key (bucket, person_id, reminder_id, span_id),
    constraint span_person_exists foreign key (bucket, person_id)
    references core.person (bucket, person_id) on delete cascade,
    constraint span_ended_why_is_known
    check (ended_why in ('edited', 'paused', 'moved', 'answered', 'over', 'deleted')),
    constraint span_ended_says_why check ((ended_at is null) = (ended_why is null)),
    constraint span_expects_until_its_end
    check ((expected_until is null) = (coalesce(ended_why, 'over') = 'over'))
);
comment on table core.span is
'A kept revision of a schedule: from when until when a reminder''s instants followed from one '
'schedule in one zone. Begun and ended under the narrow row''s lock; never changed otherwise. An '
'audit has the engine compute each span again and compares that with core.occurrence.';
comment on column core.span.zone is
'The zone in force: the schedule''s own, or the person''s then.';
comment on column core.span.expected_after is 'Instants later than this are expected.';
comment on column core.span.expected_until is
'The last instant that may be expected; null while the span is open, or where it is over: then '
'all that the schedule has is expected.';
comment on column core.span.ended_why is
'edited, paused or deleted by the person; moved (another zone); answered (an after_done counts '
'anew); over (nothing follows).';
create unique index span_is_open_once on core.span (bucket, person_id, reminder_id)
where ended_at is null;

create table core.history_kept (
    only_row boolean not null default true,
    since timestamptz not null,
    constraint history_kept_pkey primary key (only_row),
    constraint history_kept_is_one_row check (only_row)
);
comment on table core.history_kept is
'Since when spans and occurrences are both whole: no audit looks further back.';

-- What is active goes on from where it stands; what came before cannot be recomputed.
insert into core.span (
    bucket, person_id, reminder_id, span_id, revision, starts_at, zone, recurrence, after_done,
    counts_from, expected_after, created_at
)
select
    n.bucket, n.person_id, n.reminder_id, nextval('core.span_id'), n.revision, r.starts_at,
    coalesce(r.timezone, p.timezone), r.recurrence, r.after_done, n.counts_from,
    -- What was passed over ahead of its time is there already.
    coalesce(o.first_ahead - interval '1 microsecond', n.accounted_until), clock_timestamp()
from core.reminder_next as n
inner join core.reminder as r
    on r.bucket = n.bucket and r.person_id = n.person_id and r.reminder_id = n.reminder_id
inner join core.person as p on p.bucket = n.bucket and p.person_id = n.person_id
left join lateral (
    select min(a.due_at) as first_ahead from core.occurrence as a
    where a.bucket = n.bucket and a.person_id = n.person_id and a.reminder_id = n.reminder_id
        and a.due_at > clock_timestamp()
) as o on true
where n.state <> 'paused';
insert into core.history_kept (since)
select case when exists (select from core.person) then clock_timestamp() else '-infinity' end;
