"""From a claimed reminder to what is stored of it: the next instant, those after it, those missed.

Pure: asks the schedule engine and compares with the moment of the claim. After downtime it decides
what is told late and what is only counted, by the reminder's `catch_up` and `grace`.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol
from uuid import UUID

from oye_schedule.occurrences import ENDED, Occurrences, next_occurrences
from oye_schedule.schedule import Schedule

UPCOMING = 5
MOST_MISSED = 1_000


@dataclass(frozen=True)
class Claimed:
    """A row of calc.reminder_claim: instants are aware, `starts_at` is naive wall time.

    `zone` is the zone in force; `timezone` the schedule's own, None where it is floating.
    """

    person_id: UUID
    reminder_id: int
    revision: int
    zone: str
    starts_at: datetime
    timezone: str | None
    recurrence: tuple[str, ...]
    after_done: str | None
    catch_up: str
    grace: timedelta
    accounted_until: datetime
    counts_from: datetime | None
    claimed_at: datetime


@dataclass(frozen=True)
class Calculated:
    """What calc.reminder_settle is told of one reminder.

    `upcoming` follow `next_occurrence`; `ended`: none come after those. `invalid` is the reason why
    nothing can be calculated. Missed ones with neither a next nor an end: there are more of them.
    """

    next_occurrence: datetime | None = None
    upcoming: tuple[datetime, ...] = ()
    missed: tuple[datetime, ...] = ()
    ended: bool = False
    invalid: str | None = None


class Engine(Protocol):
    """The schedule library's next_occurrences."""

    def __call__(
        self,
        schedule: Schedule,
        *,
        zone: str,
        after: datetime | None,
        limit: int,
        counts_from: datetime | None = None,
    ) -> Occurrences: ...


def calculate(row: Claimed, engine: Engine = next_occurrences) -> Calculated:
    """What follows `accounted_until`, sorted by the rules of catching up. Instants are in UTC.

    Raises ScheduleError where the schedule can't be read, and whatever the engine raises.
    """
    few = _after(row, engine, UPCOMING + 1)
    if not few.instants:
        return _nothing(row, few)
    in_time = few.instants[0] >= _latest_in_time(row)
    once = not row.recurrence
    if in_time or once or row.catch_up == "all":
        return Calculated(few.instants[0], few.instants[1:], ended=few.ended)
    # Enough to see whether there are too many, or else the newest past one and all that follow it.
    return _missed(row, _after(row, engine, MOST_MISSED + 1 + UPCOMING + 1))


def _after(row: Claimed, engine: Engine, limit: int) -> Occurrences:
    found = engine(
        Schedule(row.starts_at, row.timezone, row.recurrence, row.after_done),
        zone=row.zone,
        after=row.accounted_until,
        limit=limit,
        counts_from=row.counts_from,
    )
    # In UTC, where sums and comparisons mean elapsed time; in a zone they mean wall clocks.
    instants = tuple(instant.astimezone(UTC) for instant in found.instants)
    return Occurrences(instants, found.ended, found.reason)


def _latest_in_time(row: Claimed) -> datetime:
    """What came due at this instant or later is within its grace."""
    return row.claimed_at.astimezone(UTC) - row.grace


def _nothing(row: Claimed, found: Occurrences) -> Calculated:
    """A series that is over has ended; one without any instant says why and waits for an edit."""
    if row.after_done is None and (not row.recurrence or found.reason == ENDED):
        return Calculated(ended=True)
    return Calculated(invalid=f"no_occurrence: {found.reason or 'nothing to count from'}")


def _missed(row: Claimed, found: Occurrences) -> Calculated:
    """The first that is within its grace comes next; where none is, the newest past one."""
    instants = found.instants
    late = bisect_left(instants, _latest_in_time(row))
    past = bisect_right(instants, row.claimed_at)
    missed = late if late < past else late - 1
    if missed > MOST_MISSED:
        return Calculated(missed=instants[:MOST_MISSED])
    rest = instants[missed + 1 :]
    return Calculated(
        instants[missed],
        rest[:UPCOMING],
        missed=instants[:missed],
        ended=found.ended and len(rest) <= UPCOMING,
    )
