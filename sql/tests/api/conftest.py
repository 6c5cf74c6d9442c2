"""These tests follow one another on one database, which is emptied after each."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from oye_sql.testcall import Caller, Fire, Person, digest
from oye_sql.testclock import Clock
from oye_sql.testing import Database
from psycopg import sql

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def database(kept_database: Database) -> Database:
    return kept_database


@pytest.fixture
def line(kept: Any) -> Callable[[str | None], psycopg.Connection]:
    chosen: Callable[[str | None], psycopg.Connection] = kept.line
    return chosen


@pytest.fixture
def busy(tom: Person, clock: Clock, fire: Fire, ops: Caller) -> Person:
    """Tom, with rows in every table that has rows of a person, and history of two months."""
    ops.rows("month_ensure")
    ops.rows("token_create", person=tom.person_id, label="cli", scopes=["read"])
    tom.hook()
    tom.call("channel_link_create")
    login = tom.api.call("login_start", label="desk", address="203.0.113.7")
    tom.call("login_answer", user_code=login["user_code"], approve=True)
    tom.call("login_answer", user_code="BBBB-BBBB", approve=True)
    at = clock.now() + HOUR
    tom.series("water", [at, at + 30 * DAY, at + 60 * DAY])
    # A chat takes one message a second.
    after = timedelta(seconds=2)
    tom.once("tea", at + after, idempotency_key="key", request_sha256=digest("key"))
    group = tom.call("channel_ensure", address="-1001")
    tom.once("lunch", at + 40 * DAY, channels=[group["id"]])
    tom.call("reminder_join", reminder_id=3, user_id="8", name="Bob", address="-1001")
    for step in (HOUR, after, 30 * DAY):
        clock.advance(step)
        fire.deliver()
    tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + HOUR)
    return tom


def rows_of(owner: psycopg.Connection, who: uuid.UUID) -> dict[str, int]:
    """How many rows each table of core has of a person: those with a column person_id."""
    tables = owner.execute(
        "select c.relname from pg_class as c join pg_attribute as a on a.attrelid = c.oid"
        " where c.relnamespace = 'core'::regnamespace and c.relkind in ('r', 'p')"
        " and not c.relispartition and a.attname = 'person_id'"
    ).fetchall()
    found = {}
    for (name,) in tables:
        query = sql.SQL("select count(*) from {} where person_id = %s")
        row = owner.execute(query.format(sql.Identifier("core", name)), [who]).fetchone()
        assert row is not None
        found[name] = row[0]
    return found
