"""A real database whose clock stands still, Ann who has reminders, and a worker's connection."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from oye_calc.log import Log
from oye_calc.rows import Database as Connection
from oye_calc.step import Share
from oye_sql.testcall import Caller, Person
from oye_sql.testing import Database

START = datetime(2026, 6, 1, 9, tzinfo=UTC)

# add("stretch", "RRULE:FREQ=DAILY"): a reminder that is left to the worker; its number.
Add = Callable[..., int]


@pytest.fixture
def owner(database: Database) -> psycopg.Connection:
    """The superuser, to look into tables and to take locks. Its clock stands at START."""
    database.clock.set(START)
    return database.connect()


@pytest.fixture
def ann(database: Database, owner: psycopg.Connection) -> Person:
    """Somebody in UTC."""
    ops = Caller(database.connect("oye_ops"), "ops")
    [made] = ops.rows("person_create", name="Ann", timezone="UTC", locale="en")
    [token] = ops.rows(
        "token_create", person=made["person_id"], label="test", scopes=["read", "write"]
    )
    return Person(Caller(database.connect("oye_api"), "api"), made["person_id"], token["token"])


@pytest.fixture
def add(ann: Person) -> Add:
    """Makes reminders of Ann's that nobody calculated yet, from START on."""

    def make(text: str, *recurrence: str, **arguments: Any) -> int:
        said = {"starts_at": START.replace(tzinfo=None), "recurrence": list(recurrence)}
        made = ann.call("reminder_create", text=text, **{**said, **arguments})
        assert made["state"] == "compute"
        return int(made["id"])

    return make


@pytest.fixture
def connection(database: Database, owner: psycopg.Connection) -> Connection:
    """A worker's own, as its role."""
    return database.connect("oye_calc")


@pytest.fixture
def share() -> Share:
    """All there is."""
    return Share("calc-1")


@pytest.fixture
def said() -> io.StringIO:
    """What the worker logs."""
    return io.StringIO()


@pytest.fixture
def log(said: io.StringIO) -> Log:
    return Log(as_json=True, stream=said)
