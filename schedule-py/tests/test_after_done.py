"""Schedules that wait for so long after each answer."""

from datetime import UTC, datetime

import pytest

from oye_schedule.occurrences import Occurrences, next_occurrences
from oye_schedule.schedule import Schedule


def ask(wait: str, answered: str | None, after: str | None = None) -> Occurrences:
    return next_occurrences(
        Schedule(datetime(2026, 1, 1, 9, 30), "Europe/Madrid", (), wait),
        zone="UTC",
        after=None if after is None else datetime.fromisoformat(after),
        limit=3,
        counts_from=None if answered is None else datetime.fromisoformat(answered),
    )


@pytest.mark.parametrize(
    ("wait", "answered", "due"),
    [
        ("P3D", "2026-11-23T22:15:00+01:00", "2026-11-26T09:30:00+01:00"),
        ("P1M", "2026-01-31T08:00:00+01:00", "2026-02-28T09:30:00+01:00"),
        ("P1Y", "2024-02-29T08:00:00+01:00", "2025-02-28T09:30:00+01:00"),
        ("P2W", "2026-03-20T08:00:00+01:00", "2026-04-03T09:30:00+02:00"),
        ("PT90M", "2026-03-29T01:00:00+01:00", "2026-03-29T03:30:00+02:00"),
        ("P1DT2H", "2026-11-23T22:15:00+01:00", "2026-11-25T00:15:00+01:00"),
    ],
)
def test_days_land_at_the_time_of_day_and_hours_elapse(wait: str, answered: str, due: str) -> None:
    found = ask(wait, answered)
    assert found == Occurrences((datetime.fromisoformat(due),), ended=False)


def test_the_first_comes_at_the_start() -> None:
    due = datetime(2026, 1, 1, 8, 30, tzinfo=UTC)
    assert ask("P3D", None).instants == (due,)


def test_nothing_is_due_until_the_answer_comes() -> None:
    found = ask("P3D", "2026-11-01T09:00:00+01:00", after="2026-11-23T09:00:00+01:00")
    assert (found.instants, found.ended) == ((), False)
    assert "waits" in str(found.reason)
