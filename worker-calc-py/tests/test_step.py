"""One step against the real database."""

import io
from datetime import timedelta
from typing import Any

from oye_calc.log import Log
from oye_calc.rows import Database as Connection
from oye_calc.step import Share, step
from oye_schedule.occurrences import Occurrences, next_occurrences
from oye_schedule.schedule import Schedule
from oye_sql.testcall import Person
from oye_sql.testing import Database

from .conftest import START, Add

DAILY = "RRULE:FREQ=DAILY"


def day(number: int) -> str:
    return (START + timedelta(days=number)).isoformat()


def state(ann: Person, reminder: int) -> Any:
    return ann.call("reminder_get", reminder_id=reminder)


def test_what_is_to_be_calculated_is_calculated(
    add: Add, ann: Person, connection: Connection, share: Share, log: Log
) -> None:
    reminder = add("stretch", DAILY)
    assert step(connection, share, log) is True
    stored = state(ann, reminder)
    assert (stored["state"], stored["next_occurrence"]) == ("scheduled", day(1))
    assert stored["upcoming"] == [day(number) for number in range(2, 7)]
    assert step(connection, share, log) is False


def test_a_series_that_is_over_leaves_the_active_ones(
    add: Add, ann: Person, connection: Connection, share: Share, log: Log
) -> None:
    reminder = add("stretch", "RRULE:FREQ=DAILY;COUNT=1")
    assert step(connection, share, log) is True
    assert state(ann, reminder)["state"] == "finished"
    assert ann.call("reminder_list")["items"] == []


def test_a_rule_that_cannot_be_calculated_says_why_and_the_others_go_on(
    add: Add, ann: Person, connection: Connection, share: Share, log: Log
) -> None:
    broken = add("broken", "RRULE:FREQ=SOMETIMES")
    never = add("never", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
    good = add("good", DAILY)
    assert step(connection, share, log) is True
    assert state(ann, good)["state"] == "scheduled"
    assert state(ann, broken)["state"] == "invalid"
    assert "SOMETIMES" in state(ann, broken)["state_reason"]
    assert state(ann, never)["state_reason"].startswith("no_occurrence: it never matches")
    listed = {item["id"]: item["state_reason"] for item in ann.call("reminder_list")["items"]}
    assert listed == {
        broken: state(ann, broken)["state_reason"],
        never: state(ann, never)["state_reason"],
        good: None,
    }
    assert step(connection, share, log) is False


def test_an_engine_that_raises_makes_that_one_invalid_and_is_logged(
    add: Add, ann: Person, connection: Connection, share: Share, log: Log, said: io.StringIO
) -> None:
    bad, good = add("bad", DAILY, starts_at=START.replace(tzinfo=None, minute=1)), add("ok", DAILY)

    def engine(schedule: Schedule, **arguments: Any) -> Occurrences:
        if schedule.starts_at.minute == 1:
            raise RecursionError("too\x00 deep\n" + "x" * 10_000)
        return next_occurrences(schedule, **arguments)

    assert step(connection, share, log, engine) is True
    assert state(ann, good)["state"] == "scheduled"
    reason = state(ann, bad)["state_reason"]
    assert reason.startswith("engine_error: RecursionError: too  deep x")
    assert len(reason) <= 500
    assert '"event": "engine_error"' in said.getvalue()
    assert "deep" not in said.getvalue()


def test_one_that_takes_too_long_is_invalid_and_the_others_go_on(
    add: Add, ann: Person, connection: Connection, log: Log
) -> None:
    slow, good = add("slow", DAILY, starts_at=START.replace(tzinfo=None, minute=1)), add("k", DAILY)

    def engine(schedule: Schedule, **arguments: Any) -> Occurrences:
        while schedule.starts_at.minute == 1:
            pass
        return next_occurrences(schedule, **arguments)

    share = Share("calc-1", locked_seconds=0.02, free_seconds=0.05)
    assert step(connection, share, log, engine) is True
    assert state(ann, good)["state"] == "scheduled"
    assert state(ann, slow)["state"] == "invalid"
    assert state(ann, slow)["state_reason"].startswith("too_slow: ")


def test_one_that_is_slow_under_the_lock_is_calculated_without_it(
    add: Add, ann: Person, connection: Connection, log: Log
) -> None:
    reminder = add("slow", DAILY)
    share = Share("calc-1", locked_seconds=0.02, free_seconds=60)
    held: list[bool] = []

    def engine(schedule: Schedule, **arguments: Any) -> Occurrences:
        held.append(connection.info.transaction_status.name == "INTRANS")
        while len(held) == 1:
            pass
        return next_occurrences(schedule, **arguments)

    assert step(connection, share, log, engine) is True
    assert held == [True, False]
    assert state(ann, reminder)["state"] == "scheduled"


def test_missed_instants_become_rows_and_the_newest_is_next(
    add: Add, ann: Person, database: Database, connection: Connection, share: Share, log: Log
) -> None:
    reminder = add("stretch", DAILY)
    database.clock.advance(timedelta(days=10, hours=1))
    assert step(connection, share, log) is True
    missed = ann.call("occurrence_list", reminder_id=reminder, outcome="missed")["items"]
    assert [one["due_at"] for one in missed] == [day(number) for number in range(9, 0, -1)]
    stored = state(ann, reminder)
    assert (stored["next_occurrence"], stored["upcoming"][0]) == (day(10), day(11))


def test_thousands_of_missed_ones_are_counted_in_turns_of_a_thousand(
    add: Add, ann: Person, database: Database, connection: Connection, share: Share, log: Log
) -> None:
    reminder = add("stretch", "RRULE:FREQ=MINUTELY", grace_seconds=0)
    database.clock.advance(timedelta(days=2, seconds=30))
    turns = 0
    while step(connection, share, log):
        turns += 1
    assert turns == 3
    [(missed,)] = database.connect().execute(
        "select count(*) from core.occurrence where outcome = 'missed'"
    )
    assert missed == 2 * 24 * 60 - 1
    assert state(ann, reminder)["next_occurrence"] == day(2)


def test_a_limit_leaves_the_rest_for_the_next_step(
    add: Add, connection: Connection, log: Log
) -> None:
    for number in range(5):
        add(f"number {number}", DAILY)
    share = Share("calc-1", limit=2)
    assert [step(connection, share, log) for _ in range(4)] == [True, True, True, False]


def test_a_worker_takes_over_from_a_share_that_is_missing(
    add: Add, ann: Person, connection: Connection, log: Log
) -> None:
    add("stretch", DAILY)
    others = tuple(bucket for bucket in range(64) if bucket != ann.bucket)
    assert step(connection, Share("calc-1", others), log) is True
