"""What there is, in memory: reminders, their occurrences, the messages of each.

Everything is comparable, so that what the database holds (`seen`) either equals it or does not.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .schedule import Schedule

GRACE = timedelta(minutes=15)

# A message: reminder, due_at, kind, nth.
Key = tuple[int, datetime, str, int]


@dataclass(frozen=True)
class Nag:
    """Told again each `every` until done: so many times, for so long."""

    every: timedelta
    times: int
    until: timedelta

    def as_json(self) -> dict[str, int]:
        return {
            "every_seconds": int(self.every.total_seconds()),
            "times": self.times,
            "for_seconds": int(self.until.total_seconds()),
        }


@dataclass
class Message:
    """A delivery. `state` None: it is settled, and `outcome` says how.

    `perhaps_before`: a send of it perhaps arrived, what came after it did not.
    """

    kind: str
    nth: int
    planned: datetime
    created_at: datetime
    outcome: str | None = None
    state: str | None = "ready"
    not_before: datetime | None = None
    worker: str | None = None
    fence: int | None = None
    lease_until: datetime | None = None
    attempts: int = 0
    unknowns: int = 0
    cancelled: str | None = None
    perhaps_before: bool = False

    def close(self, outcome: str) -> None:
        """Promise 2: what perhaps arrived before has neither failed nor been taken back."""
        self.perhaps_before = self.unknowns > 0 and outcome in ("failed", "cancelled")
        self.outcome = "unknown" if self.perhaps_before else outcome
        self.state = self.not_before = self.cancelled = None
        self.release()
        self.fence = None
        self.attempts = self.unknowns = 0

    def release(self) -> None:
        self.worker = self.lease_until = None

    def cancel(self, reason: str) -> None:
        """What has left or is about to is awaited; it is not tried again."""
        if self.state == "sending":
            self.cancelled = reason
        elif self.state:
            self.close("cancelled")


@dataclass
class Occurrence:
    """One instant at which a reminder came due. `passed`: skipped or done ahead of its time."""

    due_at: datetime
    text: str
    revision: int
    outcome: str
    nag: Nag | None = None
    answer: str = "none"
    snoozed_until: datetime | None = None
    missed_before: int = 0
    passed: bool = False
    messages: dict[tuple[str, int], Message] = field(default_factory=dict)

    @property
    def told(self) -> bool:
        return self.outcome not in ("skipped", "missed")

    @property
    def counts(self) -> bool:
        """Whether an `after_done` counts from it and awaits no answer: nobody will give one."""
        unknown = [one for one in self.messages.values() if one.outcome == "unknown"]
        if self.outcome == "unknown":
            return all(message.perhaps_before for message in unknown)
        return self.outcome in ("failed", "skipped")

    def open(self) -> list[Message]:
        return [message for message in self.messages.values() if message.state]

    def add(self, kind: str, not_before: datetime, now: datetime) -> None:
        nth = 1 + max((n for of, n in self.messages if of == kind), default=0)
        self.messages[kind, nth] = Message(kind, nth, not_before, now, not_before=not_before)


@dataclass
class Reminder:
    """`state`: that of its narrow row, or over, or deleted. `known`: its next instants, ascending.

    `ended`: none follows those. `accounted_until`: each instant up to it has its occurrence or was
    not expected. `counts_from` is that of an `after_done`.
    """

    number: int
    schedule: Schedule
    text: str
    nag: Nag | None
    catch_up: str
    accounted_until: datetime | None
    state: str = "compute"
    revision: int = 1
    known: list[datetime] = field(default_factory=list)
    ended: bool = False
    counts_from: datetime | None = None
    missed_before: int = 0
    occurrences: dict[datetime, Occurrence] = field(default_factory=dict)

    @property
    def active(self) -> bool:
        return self.state not in ("over", "deleted")

    def waiting(self) -> Occurrence | None:
        """The latest that was told, if it has no final answer."""
        told = [one for one in self.occurrences.values() if one.told]
        latest = max(told, key=lambda one: one.due_at, default=None)
        return latest if latest and latest.answer != "done" else None

    def following(self, zone: str, most: int) -> tuple[list[datetime], bool]:
        """What its schedule expects next, and whether nothing follows that."""
        assert self.accounted_until is not None
        return self.schedule.after(
            self.accounted_until, self.schedule.zone(zone), self.counts_from, most
        )

    def finish(self, why: str) -> None:
        """Leave the active ones: `why` is over or deleted."""
        self.state = why
        self.known = []
        self.ended = False
        self.accounted_until = self.counts_from = None
        self.missed_before = 0


@dataclass
class World:
    """One person, in a zone, at a moment."""

    now: datetime
    zone: str = "UTC"
    reminders: dict[int, Reminder] = field(default_factory=dict)

    def open(self) -> dict[Key, tuple[Reminder, Occurrence, Message]]:
        """What is not settled yet."""
        return {
            (number, due_at, message.kind, message.nth): (reminder, occurrence, message)
            for number, reminder in self.reminders.items()
            for due_at, occurrence in reminder.occurrences.items()
            for message in occurrence.open()
        }

    def next_moment(self) -> datetime | None:
        """When something comes due, or a lease runs out."""
        moments = [due for one in self.reminders.values() for due in one.known[:1]]
        for *_, message in self.open().values():
            moments += [at for at in (message.not_before, message.lease_until) if at]
        return min((moment for moment in moments if moment > self.now), default=None)

    def find(self, key: Key) -> tuple[Reminder, Occurrence, Message]:
        number, due_at, kind, nth = key
        reminder = self.reminders[number]
        occurrence = reminder.occurrences[due_at]
        return reminder, occurrence, occurrence.messages[kind, nth]
