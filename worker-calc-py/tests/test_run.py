"""The worker as a process: once, for a time, for ever, and how it ends."""

import signal
from datetime import timedelta

import psycopg
from oye_sql.testcall import Person
from oye_sql.testing import Database

from .conftest import START, Add
from .process import NAMED, Worker, backend_waits

DAILY = "RRULE:FREQ=DAILY"


def states(ann: Person) -> list[str]:
    return [str(item["state"]) for item in ann.call("reminder_list")["items"]]


def test_once_calculates_all_there_is_and_ends(add: Add, ann: Person, database: Database) -> None:
    for number in range(5):
        add(f"number {number}", DAILY)
    with Worker(database.url("oye_calc"), "--once", "--limit", "2") as worker:
        assert worker.wait() == 0
    assert states(ann) == ["scheduled"] * 5


def test_for_a_time_calculates_what_comes_and_ends_by_itself(
    add: Add, ann: Person, database: Database
) -> None:
    add("there before", DAILY)
    with Worker(database.url("oye_calc"), "--for", "1s") as worker:
        worker.wait_for("calculated")
        assert worker.wait() == 0
    assert states(ann) == ["scheduled"]


def test_a_loop_calculates_what_is_added_while_it_sleeps(
    add: Add, ann: Person, database: Database
) -> None:
    add("there before", DAILY)
    with Worker(database.url("oye_calc"), "--loop") as worker:
        worker.wait_for("calculated")
        add("added later", DAILY)
        worker.wait_for("calculated")
        worker.kill(signal.SIGTERM)
        assert worker.wait() == 0
    assert states(ann) == ["scheduled"] * 2


def test_a_loop_survives_that_its_database_goes_away(
    add: Add, ann: Person, database: Database, owner: psycopg.Connection
) -> None:
    add("there before", DAILY)
    with Worker(database.url("oye_calc"), "--loop") as worker:
        worker.wait_for("calculated")
        owner.execute(f"select pg_terminate_backend(pid) from pg_stat_activity where {NAMED}")
        worker.wait_for("database_away")
        add("added later", DAILY)
        worker.wait_for("database_back")
        worker.wait_for("calculated")
    assert states(ann) == ["scheduled"] * 2


def test_asked_to_end_it_finishes_its_batch(
    add: Add, ann: Person, database: Database, owner: psycopg.Connection
) -> None:
    add("stretch", DAILY)
    database.clock.set(START + timedelta(days=3))
    with Worker(database.url("oye_calc"), "--loop") as worker, database.connect() as blocker:
        with blocker.transaction():
            blocker.execute("lock table core.occurrence in share mode")
            backend_waits(owner)
            worker.kill(signal.SIGTERM)
        assert worker.wait() == 0
    assert states(ann) == ["scheduled"]
    assert len(ann.call("occurrence_list", outcome="missed")["items"]) == 2


def test_it_refuses_a_database_that_lacks_what_it_calls(
    database: Database, owner: psycopg.Connection
) -> None:
    owner.execute("alter function calc.reminder_settle rename to reminder_settle_2")
    with Worker(database.url("oye_calc"), "--loop") as worker:
        line = worker.wait_for("refused")
        assert worker.wait() == 1
    assert "calc.reminder_settle" in line
    assert "oye-sql apply" in line
