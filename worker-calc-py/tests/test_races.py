"""Two at once: workers, an edit, a worker that dies. They wait for locks, never for a time."""

import signal
from datetime import timedelta
from typing import Any

import psycopg
from oye_calc.catch_up import calculate
from oye_calc.log import Log
from oye_calc.rows import Database as Connection
from oye_calc.rows import claim, settle
from oye_calc.step import Share, step
from oye_schedule.occurrences import Occurrences, next_occurrences
from oye_schedule.schedule import Schedule
from oye_sql.testcall import Person, waiting
from oye_sql.testing import Database

from .conftest import START, Add
from .process import Worker, backend_ends, backend_waits

DAILY = "RRULE:FREQ=DAILY"
NOON = {"starts_at": "2026-06-01T12:00:00", "timezone": None, "recurrence": [DAILY]}


def test_two_workers_share_no_row(
    add: Add, ann: Person, database: Database, connection: Connection, log: Log
) -> None:
    numbers = {add(f"number {number}", DAILY) for number in range(20)}
    with connection.transaction():
        mine = claim(connection, "calc-1", 10, None)
        other = database.connect("oye_calc")
        with other.transaction():
            theirs = claim(other, "calc-2", 100, None)
        settle(connection, [(row, calculate(row)) for row in mine])
    taken = [row.reminder_id for row in (*mine, *theirs)]
    assert (len(mine), len(theirs)) == (10, 10)
    assert sorted(taken) == sorted(numbers)
    assert step(connection, Share("calc-3"), log) is True
    assert {item["state"] for item in ann.call("reminder_list")["items"]} == {"scheduled"}


def test_an_edit_waits_for_the_calculation_and_then_stands(
    add: Add,
    ann: Person,
    database: Database,
    owner: psycopg.Connection,
    connection: Connection,
    log: Log,
) -> None:
    reminder = add("stretch", DAILY)
    editor = ann.on(database.connect("oye_api"))

    def edit() -> Any:
        return editor.call("reminder_update", reminder_id=reminder, patch={"schedule": NOON})

    with connection.transaction():
        [row] = claim(connection, "calc-1", 10, None)
        with waiting(owner, editor.api.connection, edit) as edited:
            [verdict] = settle(connection, [(row, calculate(row))])
            connection.execute("commit")
    assert verdict.verdict == "scheduled"
    assert [one["revision"] for one in edited] == [2]
    assert step(connection, Share("calc-1"), log) is True
    stored = ann.call("reminder_get", reminder_id=reminder)
    assert stored["next_occurrence"] == START.replace(hour=12).isoformat()


def test_an_edit_during_a_calculation_without_a_lock_makes_it_stale(
    add: Add, ann: Person, connection: Connection, log: Log
) -> None:
    reminder = add("stretch", DAILY)
    share = Share("calc-1", locked_seconds=0.02, free_seconds=60)
    asked: list[Schedule] = []

    def engine(schedule: Schedule, **arguments: Any) -> Occurrences:
        asked.append(schedule)
        while len(asked) == 1:
            pass
        if len(asked) == 2:
            ann.call("reminder_update", reminder_id=reminder, patch={"schedule": NOON})
        return next_occurrences(schedule, **arguments)

    assert step(connection, share, log, engine) is False
    stored = ann.call("reminder_get", reminder_id=reminder)
    assert (stored["state"], stored["next_occurrence"], stored["revision"]) == ("compute", None, 2)
    assert step(connection, share, log, engine) is True
    stored = ann.call("reminder_get", reminder_id=reminder)
    assert stored["next_occurrence"] == START.replace(hour=12).isoformat()


def test_a_worker_killed_between_claim_and_settle_loses_nothing(
    add: Add,
    ann: Person,
    database: Database,
    owner: psycopg.Connection,
    connection: Connection,
    log: Log,
) -> None:
    reminder = add("stretch", DAILY)
    database.clock.set(START + timedelta(days=3))
    with Worker(database.url("oye_calc"), "--loop") as worker, database.connect() as blocker:
        # Lets a claim lock its rows, and holds back the first change of one.
        with blocker.transaction():
            blocker.execute("lock table core.occurrence in share mode")
            backend = backend_waits(owner)
            worker.kill(signal.SIGKILL)
            assert worker.wait() == -signal.SIGKILL
        backend_ends(owner, backend)
    assert ann.call("reminder_get", reminder_id=reminder)["state"] == "compute"
    assert ann.call("occurrence_list")["items"] == []
    assert step(connection, Share("calc-2"), log) is True
    assert ann.call("reminder_get", reminder_id=reminder)["state"] == "scheduled"
    missed = ann.call("occurrence_list", outcome="missed")["items"]
    assert len(missed) == 2
