"""What the database holds of one person, in the model's own terms."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import namedtuple_row

from .schedule import HOUR, RULES, Schedule
from .world import Key, Message, Nag, Occurrence, Reminder, World

REMINDERS = """
select
    r.reminder_id, r.starts_at, r.timezone, r.recurrence, r.after_done, r.text, r.nag_every,
    r.nag_times, r.nag_for, r.catch_up, r.revision, coalesce(n.state, r.why) as state, r.waiting,
    array_remove(n.next_occurrence || n.upcoming, null) as known, n.ended, n.accounted_until,
    n.counts_from, n.missed_before
from (
    select
        a.reminder_id, a.starts_at, a.timezone, a.recurrence, a.after_done, a.text, a.nag_every,
        a.nag_times, a.nag_for, a.catch_up, a.revision, a.person_id, null as why, null as waiting
    from core.reminder as a
    union all
    select
        f.reminder_id, f.starts_at, f.timezone, f.recurrence, f.after_done, f.text, f.nag_every,
        f.nag_times, f.nag_for, f.catch_up, f.revision, f.person_id,
        case f.why when 'deleted' then 'deleted' else 'over' end, f.waiting
    from core.reminder_finished as f
) as r
left join core.reminder_next as n
    on n.person_id = r.person_id and n.reminder_id = r.reminder_id
where r.person_id = %s
order by r.reminder_id
"""

OCCURRENCES = """
select *, coalesce(outcome_reason in ('skipped', 'done_early'), false) as passed
from core.occurrence where person_id = %s order by reminder_id, due_at
"""

MESSAGES = """
select d.*, o.state, o.not_before as open_from, o.worker, o.fence, o.lease_until, o.attempts,
    o.unknowns, o.cancelled
from core.delivery as d
left join core.delivery_open as o on o.person_id = d.person_id and o.delivery_id = d.delivery_id
where d.person_id = %s
order by d.reminder_id, d.due_at, d.kind, d.nth
"""


@dataclass(frozen=True)
class Seen:
    """The world as the database has it, which of what is over waits, and each message's id."""

    world: World
    waiting: dict[int, bool]
    keys: dict[UUID, Key]


def look(owner: psycopg.Connection, person: UUID, now: datetime) -> Seen:
    people, reminders, occurrences, messages = (
        owner.cursor(row_factory=namedtuple_row) for _ in range(4)
    )
    with owner.pipeline():
        people.execute("select timezone from core.person where person_id = %s", [person])
        reminders.execute(REMINDERS, [person])
        occurrences.execute(OCCURRENCES, [person])
        messages.execute(MESSAGES, [person])
    world = World(now, people.fetchall()[0].timezone)
    waiting = {}
    for row in reminders.fetchall():
        world.reminders[row.reminder_id] = reminder_of(row)
        if row.state == "over":
            waiting[row.reminder_id] = row.waiting
    for row in occurrences.fetchall():
        world.reminders[row.reminder_id].occurrences[row.due_at] = occurrence_of(row)
    keys = {}
    for row in messages.fetchall():
        occurrence = world.reminders[row.reminder_id].occurrences[row.due_at]
        occurrence.messages[row.kind, row.nth] = message_of(row)
        keys[row.delivery_id] = (row.reminder_id, row.due_at, row.kind, row.nth)
    return Seen(world, waiting, keys)


def reminder_of(row: Any) -> Reminder:
    schedule = schedule_of(row.starts_at, row.timezone, row.recurrence, row.after_done)
    found = Reminder(
        row.reminder_id, schedule, row.text, nag_of(row), row.catch_up, row.accounted_until,
        row.state, row.revision,
    )  # fmt: skip
    if found.active:
        found.known, found.ended = row.known, row.ended
        found.missed_before = row.missed_before
        # Others have it too, and nothing counts from it.
        found.counts_from = row.counts_from if schedule.after_done else None
    return found


def schedule_of(
    starts_at: datetime, timezone: str | None, recurrence: list[str], after_done: str | None
) -> Schedule:
    if after_done:
        hours = int(after_done.removeprefix("PT").removesuffix("H"))
        return Schedule(starts_at, after_done=hours * HOUR, timezone=timezone)
    if not recurrence:
        return Schedule(starts_at, timezone=timezone)
    rule, _, count = recurrence[0].partition(";COUNT=")
    [step] = [step for step, text in RULES.items() if text == rule]
    return Schedule(starts_at, step, int(count) if count else None, timezone=timezone)


def occurrence_of(row: Any) -> Occurrence:
    return Occurrence(
        row.due_at, row.text, row.revision, row.outcome, nag_of(row), row.answer,
        row.snoozed_until, row.missed_before, row.passed,
    )  # fmt: skip


def nag_of(row: Any) -> Nag | None:
    return Nag(row.nag_every, row.nag_times, row.nag_for) if row.nag_every else None


def message_of(row: Any) -> Message:
    return Message(
        row.kind, row.nth, row.not_before, row.created_at, row.outcome, row.state, row.open_from,
        row.worker, row.fence, row.lease_until, row.attempts or 0, row.unknowns or 0, row.cancelled,
        (row.reason or "").startswith("then_"),
    )  # fmt: skip


def outlook(world: World) -> dict[int, object]:
    """What a person would say there is: of each reminder its schedule, whether it is held, what it
    tells next, and what became of each occurrence. Not how far a worker has come with it."""
    return {
        number: (
            reminder.schedule,
            reminder.text,
            reminder.state == "paused",
            reminder.active and reminder.following(world.zone, 3),
            {
                due_at: (
                    one.outcome,
                    one.answer,
                    one.snoozed_until,
                    {(message.kind, message.nth) for message in one.open()},
                )
                for due_at, one in reminder.occurrences.items()
            },
        )
        for number, reminder in world.reminders.items()
        if reminder.state != "deleted"
    }
