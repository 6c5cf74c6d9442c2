"""From schedules to occurrences: calculating, catching up, coming due."""

from dataclasses import dataclass
from datetime import datetime

from .world import GRACE, Message, Occurrence, Reminder, World

# More than any example lets pass in one go.
MANY = 1_000


@dataclass(frozen=True)
class Calculation:
    """What worker-calc makes of a reminder, by the revision and the zone that it read."""

    revision: int
    zone: str
    missed: tuple[datetime, ...]
    known: tuple[datetime, ...]
    ended: bool


def calculate(world: World, reminder: Reminder, upcoming: int) -> Calculation:
    """Promise 4. The first that is in time comes next, else the newest past one; nothing is left
    out: those before it are missed. One at least lies ahead, where one follows."""
    instants, ended = reminder.following(world.zone, MANY)
    past = [due for due in instants if due <= world.now]
    next_at = 0
    if reminder.schedule.step and reminder.catch_up != "all":
        in_time = [due for due in past if not late(world, due)]
        next_at = max(len(past) - max(len(in_time), 1), 0)
    until = next_at + 1 + upcoming
    return Calculation(
        reminder.revision,
        reminder.schedule.zone(world.zone),
        tuple(instants[:next_at]),
        tuple(instants[next_at:until]),
        ended and len(instants) <= until,
    )


def settle_calculation(world: World, reminder: Reminder, found: Calculation) -> str:
    """Promise 6: a calculation holds only for what it was made for. Returns the verdict."""
    if not reminder.active:
        return "gone"
    made_for = (found.revision, found.zone)
    if made_for != (reminder.revision, reminder.schedule.zone(world.zone)):
        return "stale"
    if reminder.state != "compute":
        return "stale"
    for due_at in found.missed:
        reminder.missed_before += record_missed(reminder, due_at)
        reminder.accounted_until = due_at
    if not found.known:
        reminder.finish("over")
        return "ended"
    reminder.state = "scheduled"
    reminder.known = list(found.known)
    reminder.ended = found.ended
    return "scheduled"


def fire_due(world: World) -> None:
    """Turn each reminder that is due into an occurrence, and move it on."""
    due = [
        reminder
        for reminder in world.reminders.values()
        if reminder.state == "scheduled" and reminder.known[0] <= world.now
    ]
    for reminder in due:
        fire(world, reminder)


def fire(world: World, reminder: Reminder) -> None:
    due = [instant for instant in reminder.known if instant <= world.now]
    told: datetime | None = due[0]
    if reminder.schedule.step and reminder.catch_up != "all" and late(world, due[0]):
        if len(due) == len(reminder.known) and not reminder.ended:
            # Only worker-calc knows which is the latest.
            reminder.state, reminder.known = "compute", []
            return
        told = next((one for one in due if not late(world, one)), due[-1])
        if reminder.catch_up == "skip" and late(world, told):
            told = None
    missed = [one for one in due if told is None or one < told]
    for due_at in missed:
        record_missed(reminder, due_at)
    reminder.missed_before += len(missed)
    if told is not None:
        tell(world, reminder, told)
        reminder.missed_before = 0
    handled = told or missed[-1]
    reminder.known = [instant for instant in reminder.known if instant > handled]
    assert reminder.accounted_until is not None
    reminder.accounted_until = max(reminder.accounted_until, handled)
    move_on(reminder)


def move_on(reminder: Reminder) -> None:
    if reminder.known:
        reminder.state = "scheduled"
    elif reminder.schedule.after_done:
        reminder.state = "waiting"
    elif reminder.schedule.once or reminder.ended:
        reminder.finish("over")
    else:
        reminder.state = "compute"


def tell(world: World, reminder: Reminder, due_at: datetime) -> None:
    """Promise 1. What is there already stays as it is, but for what was passed over ahead of its
    time and set to the same time again since."""
    there = reminder.occurrences.get(due_at)
    if there and not (there.passed and there.revision < reminder.revision):
        return
    told = Occurrence(
        due_at, reminder.text, reminder.revision, "pending", reminder.nag,
        missed_before=reminder.missed_before,
    )  # fmt: skip
    told.messages["first", 1] = Message("first", 1, due_at, world.now, not_before=due_at)
    reminder.occurrences[due_at] = told
    if reminder.nag:
        for occurrence in reminder.occurrences.values():
            for message in occurrence.open():
                if message.kind == "nag" and message.state != "sending":
                    message.close("cancelled")


def record_missed(reminder: Reminder, due_at: datetime) -> bool:
    """Whether it was not there yet."""
    if due_at in reminder.occurrences:
        return False
    reminder.occurrences[due_at] = Occurrence(
        due_at, reminder.text, reminder.revision, "missed", reminder.nag
    )
    return True


def late(world: World, due_at: datetime) -> bool:
    return due_at + GRACE < world.now
