"""From one release to the next: fresh, upgraded with rows in every table, and the dump are one."""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from oye_sql import apply, dump, testing, tree
from oye_sql.testcall import Caller

ROWS = Path(__file__).with_name("rows_of_0003.sql")
FIRST = 3


def release_before() -> tree.Tree:
    """The first three migrations. Of their functions only the rows that they left are kept."""
    now = tree.read()
    return replace(now, migrations=now.migrations[:FIRST], functions=())


@pytest.fixture
def address(oye_maker: testing.Maker) -> Iterator[str]:
    with testing.created(oye_maker, f"oye_upgrade_{secrets.token_hex(4)}") as found:
        yield found


def filled(address: str) -> list[str]:
    """Bring in what the old release left, its send begun just now; the tables without a row."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(ROWS.read_bytes())
        connection.execute(
            "update core.delivery_open set lease_until = clock_timestamp() + interval '1 minute'"
        )
        return empty_tables(connection)


def empty_tables(connection: psycopg.Connection) -> list[str]:
    """Tables of core, partitions apart, without a row."""
    names = connection.execute(
        "select c.oid::regclass::text from pg_class as c"
        " where c.relnamespace = 'core'::regnamespace and c.relkind in ('r', 'p')"
        " and not c.relispartition order by 1"
    ).fetchall()
    return [
        name
        for (name,) in names
        if not connection.execute(f"select from {name} limit 1".encode()).fetchall()
    ]


def rows(address: str) -> dict[str, int]:
    with psycopg.connect(address) as connection:
        tables = (
            "person",
            "token",
            "channel",
            "reminder",
            "reminder_next",
            "occurrence",
            "attempt",
        )
        found = {}
        for name in tables:
            row = connection.execute(f"select count(*) from core.{name}".encode()).fetchone()
            assert row is not None
            found[name] = row[0]
        return found


def test_upgraded_with_rows_is_the_same_as_fresh_and_loses_none(
    address: str, oye_maker: testing.Maker
) -> None:
    apply.apply(address, release_before())
    assert filled(address) == []
    before = rows(address)
    later = tuple(one.name for one in tree.read().migrations[FIRST:])
    assert apply.apply(address, tree.read()).migrations == later != ()
    assert rows(address) == before
    with testing.created(oye_maker, f"oye_fresh_{secrets.token_hex(4)}") as fresh:
        apply.apply(fresh, tree.read())
        assert dump.dump(address) == dump.dump(fresh)


def test_what_was_under_way_goes_on_after_the_upgrade(address: str) -> None:
    apply.apply(address, release_before())
    filled(address)
    apply.apply(address, tree.read())
    with psycopg.connect(address, autocommit=True) as connection:
        fire = Caller(connection, "fire")
        [row] = fire.rows("delivery_claim", worker="new", limit=10)
        assert row["text"] == "old"
        [(verdict,)] = connection.execute(
            "select s.verdict from core.delivery_open as d, fire.delivery_settle("
            " array[d.person_id], array[d.delivery_id], array[d.fence], array['sent'],"
            " array[null], array[null]::int[], array[null], array[null]) as s"
            " where d.state = 'sending'"
        ).fetchall()
        assert verdict == "settled"
        [(default,)] = connection.execute("select distinct default_time::text from core.person")
        assert default == "09:00:00"


def test_applied_twice_is_as_once(address: str) -> None:
    now = tree.read()
    apply.apply(address, now)
    once = dump.dump(address)
    assert str(apply.apply(address, now)) == "up to date"
    assert dump.dump(address) == once


def test_no_function_keeps_an_old_row_s_columns() -> None:
    """`begin atomic` expands p.* when it is created: after a new column it would be one short."""
    standing = [
        one.qualified
        for one in tree.read().functions
        if b"begin atomic" in one.file.text and b".*" in one.file.text.split(b"begin atomic")[1]
    ]
    assert standing == []
