"""What a person says: create, edit, pause, resume, skip, delete, done, snooze, move."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .schedule import OFFSETS, Schedule
from .sending import count_after_done, settle_outcome
from .world import Occurrence, Reminder, World

JUST_NOW = timedelta(minutes=1)
TICK = timedelta(microseconds=1)


def accounted_at(world: World, known: list[datetime]) -> datetime:
    """A schedule counts from now; what passed while the request was on its way still fires."""
    if known and world.now - JUST_NOW <= known[0] <= world.now:
        return known[0] - TICK
    return world.now


@dataclass(frozen=True)
class Offer:
    """What a writer calculates beside a change, for a zone. No zone: it could not."""

    zone: str | None
    known: list[datetime]
    ended: bool


def offer(world: World, reminder: Reminder, offered: Offer) -> None:
    """It is taken where it lies ahead, and was made for the zone in force."""
    assert reminder.accounted_until is not None
    in_force = offered.zone == reminder.schedule.zone(world.zone)
    if in_force and offered.known and offered.known[0] > reminder.accounted_until:
        reminder.known, reminder.ended = list(offered.known), offered.ended
        if reminder.state == "compute":
            reminder.state = "scheduled"


def edit_text(reminder: Reminder, text: str) -> None:
    """Reaches what is not yet being sent. Who has leased that holds the old text: taken back."""
    reminder.revision += 1
    reminder.text = text
    for occurrence in reminder.occurrences.values():
        unsent = [message for message in occurrence.open() if message.state != "sending"]
        for message in unsent:
            occurrence.text = text
            if message.state == "leased":
                message.state, message.fence = "ready", None
                message.release()


def edit_schedule(world: World, reminder: Reminder, schedule: Schedule, offered: Offer) -> None:
    """Counts from now, and touches no occurrence that is there; brings back what is over."""
    if reminder.state == "over":
        reminder.state = "compute"
        for occurrence in reminder.occurrences.values():
            for message in occurrence.open():
                if message.kind == "nag":
                    message.cancel("new_time")
    elif reminder.state != "paused":
        reminder.state = "compute"
    reminder.revision += 1
    reminder.schedule = schedule
    reminder.known, reminder.ended, reminder.counts_from = [], False, None
    reminder.missed_before = 0
    reminder.accounted_until = accounted_at(world, offered.known)
    offer(world, reminder, offered)


def pause(world: World, reminder: Reminder) -> None:
    reminder.state = "paused"
    cancel(world, reminder, "paused")


def resume(world: World, reminder: Reminder) -> None:
    """What passed in the pause was not expected, but for a one-off: that comes late."""
    if reminder.state != "paused":
        return
    series = reminder.schedule.step is not None
    reminder.known = [due for due in reminder.known if due > world.now or not series]
    reminder.ended = reminder.ended and bool(reminder.known)
    waiting = reminder.waiting()
    if reminder.known:
        reminder.state = "scheduled"
    elif reminder.schedule.after_done and waiting and not waiting.counts:
        reminder.state = "waiting"
    else:
        reminder.state = "compute"
    if series:
        assert reminder.accounted_until is not None
        reminder.accounted_until = max(reminder.accounted_until, world.now)


def pass_over(world: World, reminder: Reminder, answer: str) -> None:
    """Record the next one as skipped (answer none) or done early, and go on to the one after it."""
    due_at = reminder.known.pop(0)
    if due_at not in reminder.occurrences:
        reminder.occurrences[due_at] = Occurrence(
            due_at, reminder.text, reminder.revision, "skipped", reminder.nag,
            answer=answer, passed=True,
        )  # fmt: skip
    schedule = reminder.schedule
    if schedule.once or (reminder.ended and not reminder.known and not schedule.after_done):
        reminder.finish("over")
        return
    reminder.state = "scheduled" if reminder.known else "compute"
    assert reminder.accounted_until is not None
    reminder.accounted_until = max(reminder.accounted_until, due_at)
    if schedule.after_done:
        first = reminder.counts_from is None
        reminder.counts_from = max(world.now, due_at) if first else world.now


def delete(world: World, reminder: Reminder) -> None:
    reminder.finish("deleted")
    cancel(world, reminder, "deleted")


def cancel(world: World, reminder: Reminder, reason: str) -> None:
    """Take back what is not yet being sent."""
    for occurrence in reminder.occurrences.values():
        if unsent := occurrence.open():
            for message in unsent:
                message.cancel(reason)
            settle_outcome(world, reminder, occurrence)


def done(world: World, reminder: Reminder, occurrence: Occurrence) -> None:
    """Answered once and for all."""
    if occurrence.answer != "done":
        occurrence.answer, occurrence.snoozed_until = "done", None
        for message in occurrence.open():
            message.cancel("answered")
        count_after_done(world, reminder)
        settle_outcome(world, reminder, occurrence)


def snooze(world: World, reminder: Reminder, occurrence: Occurrence, until: datetime) -> None:
    occurrence.answer, occurrence.snoozed_until = "snoozed", until
    for message in occurrence.open():
        message.cancel("answered")
    occurrence.add("snooze", until, world.now)
    settle_outcome(world, reminder, occurrence)


def move(world: World, zone: str) -> None:
    """Promise 5: the first slot after the last accounted one; a wait is moved by no journey."""
    shift = OFFSETS[world.zone] - OFFSETS[zone]
    if zone == world.zone:
        return
    world.zone = zone
    for reminder in world.reminders.values():
        if reminder.schedule.timezone or not reminder.active:
            continue
        if reminder.state not in ("paused", "waiting"):
            reminder.state = "compute"
        reminder.known, reminder.ended = [], False
        if reminder.schedule.after_done is None or reminder.counts_from is None:
            assert reminder.accounted_until is not None
            reminder.accounted_until += shift
