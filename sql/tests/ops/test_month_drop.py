from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from oye_sql.testcall import Caller, Fire, Person
from oye_sql.testclock import Clock

HISTORY = ("occurrence", "delivery", "attempt", "event")
FAR = datetime(2040, 2, 10, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEBRUARY = [f"{table}_2040_02" for table in HISTORY]


@pytest.fixture
def february(ops: Caller, clock: Clock) -> Clock:
    """Only February 2040 has partitions of that year, and it is the 10th."""
    clock.set(FAR)
    ops.call("month_ensure", months=0)
    return clock


def drop(ops: Caller, before: date) -> list[str]:
    """What went of 2040: the months of when the tests run are not of interest."""
    rows = ops.rows("month_drop", before=before)
    return [name for row in rows for name in row.values() if "_2040_" in name]


def due(who: Person, clock: Clock, fire: Fire, after_done: str | None = None) -> None:
    """Reminder 1 comes due an hour from now, and is sent."""
    at = clock.now() + HOUR
    who.series("water", [at], ended=True, recurrence=[], after_done=after_done)
    clock.advance(HOUR)
    fire.deliver()


def test_a_month_goes_when_it_ended_on_or_before_that_day(ops: Caller, february: Clock) -> None:
    assert drop(ops, date(2040, 2, 29)) == []
    assert drop(ops, date(2040, 3, 1)) == FEBRUARY
    assert drop(ops, date(2040, 3, 1)) == []


def test_history_before_that_is_gone_and_the_reminder_stays(
    ann: Person, ops: Caller, february: Clock, fire: Fire
) -> None:
    at = FAR + HOUR
    ann.series("water", [at, at + timedelta(days=30)])
    february.set(at)
    fire.deliver()
    assert drop(ops, date(2040, 4, 1)) == FEBRUARY
    assert ann.call("occurrence_list")["items"] == []
    assert ann.call("reminder_get", reminder_id=1)["state"] == "scheduled"


def test_a_month_with_an_open_delivery_is_spared(
    ann: Person, ops: Caller, february: Clock, fire: Fire
) -> None:
    due(ann, february, fire)
    ann.call("occurrence_snooze", reminder_id=1, until=FAR + timedelta(days=100))
    assert drop(ops, date(2041, 1, 1)) == []
    ann.call("occurrence_done", reminder_id=1)
    assert drop(ops, date(2041, 1, 1)) == FEBRUARY


def test_a_month_with_a_finished_reminder_that_waits_for_its_answer_is_spared(
    ann: Person, ops: Caller, february: Clock, fire: Fire
) -> None:
    due(ann, february, fire)
    assert drop(ops, date(2041, 1, 1)) == []
    ann.call("reminder_delete", reminder_id=1)
    assert drop(ops, date(2041, 1, 1)) == FEBRUARY


@pytest.mark.parametrize("paused", [False, True])
def test_a_month_with_an_active_reminder_that_waits_for_its_answer_is_spared(
    ann: Person, ops: Caller, february: Clock, fire: Fire, paused: bool
) -> None:
    """An after_done without its occurrence could never be answered, and never come again."""
    due(ann, february, fire, after_done="P1D")
    if paused:
        ann.call("reminder_pause", reminder_id=1)
    assert drop(ops, date(2041, 1, 1)) == []
    ann.call("occurrence_done", reminder_id=1)
    assert drop(ops, date(2041, 1, 1)) == FEBRUARY


def test_what_sits_in_the_default_partition_stays(
    ann: Person, ops: Caller, clock: Clock, fire: Fire, owner: psycopg.Connection
) -> None:
    clock.set(FAR)
    due(ann, clock, fire)
    ann.call("occurrence_done", reminder_id=1)
    assert drop(ops, date(2041, 1, 1)) == []
    assert len(ann.call("occurrence_list")["items"]) == 1
