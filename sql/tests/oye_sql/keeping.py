"""What the tests of backup and restore share: an installation with a past, and its rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from oye_sql import testclock, tree, url
from oye_sql.testcall import Caller, Fire, Person
from oye_sql.testing import Database

MINUTE = timedelta(minutes=1)
ROWS = """
select c.relname from pg_class as c
where c.relnamespace = 'core'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and c.relname <> all (%s)
order by 1
"""
# What a restore is to change.
CHANGED = ["restore", "worker_run", "applied_file", "delivery_open"]


@dataclass(frozen=True)
class Installation:
    """A database with Ann's reminders, and nobody connected. `began`: when the first came due."""

    database: Database
    began: datetime
    messages: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return self.database.owner_url


def clear(database: Database) -> None:
    """The real clock, as an installation has it: the test's own lies outside of oye's schemas."""
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        owner.execute("set role oye_owner")
        owner.execute((tree.FOLDER / "core" / "now.sql").read_bytes())


def settable(address: str) -> testclock.Clock:
    """Put the tests' clock into a database that was restored."""
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute(testclock.INSTALL.encode())
    return testclock.Clock(address)


def fill(database: Database, ops: Caller, api: Caller, count: int) -> datetime:
    """Ann, with a webhook, `count` one-offs and a daily one, all of which are due by now."""
    began = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    database.clock.set(began - MINUTE)
    [made] = ops.rows("person_create", name="Ann", timezone="UTC", locale="en")
    scopes = ["read", "write", "account"]
    [token] = ops.rows("token_create", person=made["person_id"], label="test", scopes=scopes)
    ann = Person(api, made["person_id"], token["token"])
    ann.hook()
    for number in range(count):
        ann.once(f"number {number}", began + number * timedelta(seconds=1))
    ann.series("daily", [began + day * timedelta(days=1) for day in range(4)])
    return began


@contextmanager
def worker(address: str, name: str = "fire-1") -> Iterator[Fire]:
    """worker-fire's calls, as the superuser, on a connection of its own."""
    with psycopg.connect(address, autocommit=True) as connection:
        yield Fire(Caller(connection, "fire"), name)


def everything(address: str) -> dict[str, list[Any]]:
    """The rows of each table that a restore leaves as they were."""
    with psycopg.connect(address) as connection:
        connection.execute("set timezone = 'UTC'")
        names = [name for (name,) in connection.execute(ROWS, [CHANGED]).fetchall()]
        return {
            name: connection.execute(
                f"select t::text from core.{name} as t order by 1".encode()
            ).fetchall()
            for name in names
        }


def databases(address: str) -> set[str]:
    """The names of the server's databases."""
    with psycopg.connect(url.changed(address, dbname="postgres")) as connection:
        rows = connection.execute("select datname from pg_database").fetchall()
    return {name for (name,) in rows}
