"""A reminder that counts from its answer, through the real database."""

from datetime import timedelta
from typing import Any

from oye_calc.log import Log
from oye_calc.rows import Database as Connection
from oye_calc.step import Share, step
from oye_sql.testcall import Caller, Fire, Person
from oye_sql.testing import Database

from .conftest import START, Add

HOUR = timedelta(hours=1)
LATER = {"starts_at": (START + HOUR).replace(tzinfo=None), "after_done": "PT5H"}


def state(ann: Person, reminder: int) -> Any:
    found = ann.call("reminder_get", reminder_id=reminder)
    return found["state"], found["next_occurrence"]


def test_it_comes_due_waits_for_its_answer_and_counts_from_that(
    add: Add, ann: Person, database: Database, connection: Connection, share: Share, log: Log
) -> None:
    fire = Fire(Caller(database.connect("oye_fire"), "fire"))
    reminder = add("water", **LATER)
    assert step(connection, share, log) is True
    assert state(ann, reminder) == ("scheduled", (START + HOUR).isoformat())

    database.clock.set(START + HOUR)
    fire.claim()
    assert state(ann, reminder) == ("waiting", None)
    assert step(connection, share, log) is False

    database.clock.set(START + 3 * HOUR)
    ann.call("occurrence_done", reminder_id=reminder)
    step(connection, share, log)
    assert state(ann, reminder) == ("scheduled", (START + 8 * HOUR).isoformat())


def test_one_that_passed_in_a_pause_comes_late(
    add: Add, ann: Person, database: Database, connection: Connection, share: Share, log: Log
) -> None:
    reminder = add("water", **LATER)
    step(connection, share, log)
    ann.call("reminder_pause", reminder_id=reminder)
    database.clock.set(START + 2 * HOUR)
    ann.call("reminder_resume", reminder_id=reminder)
    step(connection, share, log)
    assert state(ann, reminder) == ("scheduled", (START + HOUR).isoformat())


def test_one_that_was_edited_while_it_waited_is_calculated_anew(
    add: Add, ann: Person, database: Database, connection: Connection, share: Share, log: Log
) -> None:
    reminder = add("water", **LATER)
    noon = {"starts_at": "2026-06-01T12:00:00", "timezone": None, "after_done": "P1D"}
    ann.call("reminder_update", reminder_id=reminder, patch={"schedule": noon})
    assert step(connection, share, log) is True
    assert state(ann, reminder) == ("scheduled", START.replace(hour=12).isoformat())
