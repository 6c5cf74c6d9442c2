"""What a reminder was expected to do, computed again, and held against what its history says.

A span is a kept revision of a schedule: from when until when its instants followed from one
schedule in one zone. What was expected is the union of the instants of all spans, each once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from oye_schedule.occurrences import next_occurrences
from oye_schedule.problem import ScheduleError
from oye_schedule.schedule import Schedule

PAGE = 1_000
TICK = timedelta(microseconds=1)
# Who ends a span so has taken back what was due of it and nobody had told yet.
TAKEN_BACK = ("edited", "paused", "deleted")


@dataclass(frozen=True, slots=True)
class Span:
    """Instants of `schedule` in `zone` are expected after `after`, up to and with `until`.

    `until` None: all that follow. `ended_at` and `ended_why` None: it is open.
    """

    schedule: Schedule
    zone: str
    counts_from: datetime | None
    after: datetime
    until: datetime | None
    ended_at: datetime | None
    ended_why: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a reminder stands: what is due of it and has no row yet is not lost.

    `state` None: it is not active.
    """

    state: str | None
    next_occurrence: datetime | None
    accounted_until: datetime | None

    def awaits(self, instant: datetime) -> bool:
        """Whether a worker is still going to make the row of an instant that has passed."""
        if self.state in ("compute", "invalid"):
            return self.accounted_until is not None and instant > self.accounted_until
        due = self.next_occurrence
        return self.state == "scheduled" and due is not None and instant >= due


@dataclass(frozen=True, slots=True)
class Balance:
    """An audit of one reminder. All instants are in UTC, ascending.

    `lost` were expected and have no row; `surplus` have a row and were not expected. `awaited` are
    due and have no row yet, `taken_back` were edited, paused or deleted before they had one.
    """

    expected: int
    awaited: int
    lost: tuple[datetime, ...]
    surplus: tuple[datetime, ...]
    taken_back: int


def balance(found: Mapping[str, Any], since: datetime, until: datetime) -> Balance:
    """The audit of one row of core.audit_read (`found`, as JSON), from `since` until `until`."""
    spans = [_span(one) for one in found["spans"]]
    rows = {_moment(text) for text in found["due_ats"]}
    standing = Standing(
        found["state"], _maybe(found["next_occurrence"]), _maybe(found["accounted_until"])
    )
    expected: set[datetime] = set()
    for span in spans:
        expected.update(_between(span, span.after, span.until, since, until))
    missing = expected - rows
    awaited = {instant for instant in missing if standing.awaits(instant)}
    taken: set[datetime] = set()
    for span in spans:
        if span.ended_why in TAKEN_BACK and span.until is not None:
            taken.update(_between(span, span.until, span.ended_at, since, until))
    return Balance(
        expected=len(expected),
        awaited=len(awaited),
        lost=tuple(sorted(missing - awaited)),
        surplus=tuple(sorted(rows - expected)),
        taken_back=len(taken - expected - rows),
    )


def _between(
    span: Span, after: datetime, last: datetime | None, since: datetime, until: datetime
) -> Iterator[datetime]:
    """The span's instants after `after`, up to `last`, that lie in the period."""
    after = max(after, since - TICK)
    while True:
        try:
            found = next_occurrences(
                span.schedule,
                zone=span.zone,
                after=after,
                limit=PAGE,
                counts_from=span.counts_from,
            )
        except ScheduleError:
            # What can't be read never came due: the reminder is invalid and says so.
            return
        for instant in found.instants:
            after = instant.astimezone(UTC)
            if after >= until or (last is not None and after > last):
                return
            yield after
        if found.ended or not found.instants:
            return


def _span(row: Mapping[str, Any]) -> Span:
    """A row of core.span as JSON."""
    schedule = Schedule(
        datetime.fromisoformat(row["starts_at"]),
        row["zone"],
        tuple(row["recurrence"]),
        row["after_done"],
    )
    return Span(
        schedule,
        row["zone"],
        _maybe(row["counts_from"]),
        _moment(row["expected_after"]),
        _maybe(row["expected_until"]),
        _maybe(row["ended_at"]),
        row["ended_why"],
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _maybe(text: str | None) -> datetime | None:
    return None if text is None else _moment(text)
