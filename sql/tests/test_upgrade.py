"""From one release to the next: fresh, upgraded with rows in every table, and the dump are one."""

import hashlib
import re
import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from oye_sql import apply, dump, testing, tree
from oye_sql.testcall import Caller, Person

# What the later migrations bring, and so no function of the release before can name.
LATER = re.compile(
    rb"default_time|tzdata|zone_digest|core\.change\b|history_revert|device_login|export_account"
)
# What the functions of the release before that a change goes through do without: they kept nothing.
KEPT_NOTHING = {
    "core.change_image": b"""
        create function core.change_image(
            core.person, integer default null, timestamptz default null
        ) returns jsonb language sql begin atomic; select '{}'::jsonb; end""",
    "core.change_add": b"""
        create function core.change_add(
            core.person, text, integer, timestamptz, jsonb, timestamptz
        ) returns jsonb language sql begin atomic; select '{}'::jsonb; end""",
}


def release_before() -> tree.Tree:
    """The first three migrations, and the functions that need no later one."""
    now = tree.read()
    old = (as_it_was(one) for one in now.functions)
    functions = tuple(one for one in old if not LATER.search(one.file.text))
    assert len(functions) < len(now.functions)
    return replace(now, migrations=now.migrations[:3], functions=functions)


def as_it_was(function: tree.FunctionFile) -> tree.FunctionFile:
    text = KEPT_NOTHING.get(function.qualified, function.file.text)
    digest = hashlib.sha256(text).hexdigest()
    return replace(function, file=replace(function.file, text=text, sha256=digest))


@pytest.fixture
def address(oye_maker: testing.Maker) -> Iterator[str]:
    with testing.created(oye_maker, f"oye_upgrade_{secrets.token_hex(4)}") as found:
        yield found


def filled(address: str) -> list[str]:
    """Use the old release until every table has rows; returns the tables that have none."""
    with psycopg.connect(address, autocommit=True) as connection:
        ops, fire = Caller(connection, "ops"), Caller(connection, "fire")
        [made] = ops.rows("person_create", name="Ann", timezone="Europe/Madrid")
        scopes = ["read", "write", "account"]
        [token] = ops.rows("token_create", person=made["person_id"], label="cli", scopes=scopes)
        ann = Person(Caller(connection, "api"), made["person_id"], token["token"])
        ann.call("channel_create", kind="webhook", url="https://example.org/")
        ann.call("channel_link_create")
        [service] = ops.rows("service_token_create", label="bot")
        bot = replace(ann, token=service["token"], act_for="telegram:7")
        bot.call("identity_ensure", chat_id="7")
        bot.call("bot_announce", username="oye_bot")
        soon = datetime.now(UTC) + timedelta(milliseconds=50)
        for key in ("one", "two"):
            ann.call(
                "reminder_create",
                text="old",
                starts_at=soon.replace(tzinfo=None),
                timezone="UTC",
                zone="UTC",
                next_occurrence=soon,
                ended=True,
                idempotency_key=key,
            )
        ann.call("reminder_create", text="later", starts_at="2030-01-01T09:00")
        while not (rows := fire.rows("delivery_claim", worker="old", limit=1)):
            pass
        keys = {
            "persons": [rows[0]["person_id"]],
            "deliveries": [rows[0]["delivery_id"]],
            "fences": [rows[0]["fence"]],
        }
        fire.rows("delivery_begin", worker="old", **keys)
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
    later = tuple(one.name for one in tree.read().migrations[3:])
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
