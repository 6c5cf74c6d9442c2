"""What `oye-sql apply` does to those who use the database meanwhile."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from oye_sql import apply

from .conftest import Folder

HOLDS = """
select from pg_locks as l
where l.relation = 'core.thing'::regclass and l.mode = 'AccessExclusiveLock' and l.granted
"""
WAITS = """
select from pg_stat_activity as a
where a.application_name = 'oye-sql apply' and a.datname = current_database()
    and a.wait_event = 'virtualxid' and a.query_start < clock_timestamp() - interval '0.2 s'
"""


@contextmanager
def applying(folder: Folder) -> Iterator[list[apply.Result]]:
    """Applies on a thread; what came of it is there when the context has ended."""
    results: list[apply.Result] = []
    thread = threading.Thread(target=lambda: results.append(folder.apply()))
    thread.start()
    try:
        yield results
    finally:
        thread.join()


def wait_until(folder: Folder, query: str) -> None:
    """Return as soon as the query finds a row."""
    with psycopg.connect(folder.address, autocommit=True) as connection:
        until = time.monotonic() + 30
        while not connection.execute(query.encode()).fetchall():
            assert time.monotonic() < until, query
            time.sleep(0.01)


def test_nobody_who_reads_is_ended_by_a_deadlock(folder: Folder) -> None:
    folder.write("migrations/0002_more.sql", "create table core.more (id integer)")
    folder.apply()
    folder.write(
        "migrations/0003_both.sql",
        # so long that the reader, who waits first, is the first to look for a deadlock
        "alter table core.thing add column a text; select pg_sleep(0.7);"
        " alter table core.more add column a text",
    )
    with psycopg.connect(folder.address) as reader:
        reader.execute("select from core.more")
        with applying(folder) as results:
            wait_until(folder, HOLDS)
            reader.execute("select from core.thing")
            reader.commit()
    assert [one.migrations for one in results] == [("0003_both",)]


def test_an_index_waits_longer_than_a_table_for_those_who_are_at_work(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.apply()
    folder.write(
        "migrations/0002_by_size.notx.sql",
        "create index concurrently if not exists thing_by_size on core.thing (size)",
    )
    monkeypatch.setattr(apply, "LOCK_TIMEOUT", "50ms")
    with psycopg.connect(folder.address) as reader:
        reader.execute("set transaction isolation level repeatable read")
        reader.execute("select from core.thing")
        with applying(folder) as results:
            wait_until(folder, WAITS)
            reader.commit()
    assert [one.migrations for one in results] == [("0002_by_size",)]
