"""Leaving for good: no row of the person remains, and nobody else loses one."""

import uuid
from datetime import timedelta

import psycopg
import pytest
from oye_sql.testcall import Caller, Fire, People, Person, digest, refused, waiting
from oye_sql.testclock import Clock
from oye_sql.testing import Database
from psycopg import sql

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


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


def delete(who: Person) -> dict[str, object]:
    receipt: dict[str, object] = who.call("person_delete", confirm=who.person_id)
    return receipt


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


def test_no_table_keeps_a_row_of_the_person(
    busy: Person, ann: Person, clock: Clock, owner: psycopg.Connection
) -> None:
    ann.once("hers", clock.now() + HOUR)
    before, hers = rows_of(owner, busy.person_id), rows_of(owner, ann.person_id)
    assert [name for name, count in before.items() if count == 0] == []
    receipt = delete(busy)
    assert set(rows_of(owner, busy.person_id).values()) == {0}
    assert rows_of(owner, ann.person_id) == hers
    assert receipt["person_id"] == str(busy.person_id)
    removed = receipt["removed"]
    assert isinstance(removed, dict)
    assert (removed["occurrences"], removed["identities"]) == (before["occurrence"], 1)
    assert sum(removed.values()) == sum(before.values()) - 1


def test_only_their_own_id_confirms_it(ann: Person, bob: Person, owner: psycopg.Connection) -> None:
    for confirm in (bob.person_id, uuid.UUID(int=0), None):
        with refused(422, "confirm_wrong", "confirm"):
            ann.call("person_delete", confirm=confirm)
    assert rows_of(owner, ann.person_id)["person"] == 1


def test_afterwards_nobody_is_signed_in_and_the_chat_may_begin_anew(
    tom: Person, clock: Clock
) -> None:
    delete(tom)
    with refused(404, "identity_not_found"):
        tom.call("me_get")
    made = tom.call("identity_ensure", chat_id="7", name="Tom")
    assert (made["created"], made["person_id"] != str(tom.person_id)) == (True, True)


def test_a_token_without_the_scope_does_not_suffice(person: People, clock: Clock) -> None:
    cleo = person("Cleo", scopes=("read", "write"))
    with refused(403, "scope_missing"):
        delete(cleo)


@pytest.mark.parametrize("outcome", ["sent", "temporary", "permanent", "unknown"])
def test_a_send_under_way_ends_as_gone(
    tom: Person, clock: Clock, fire: Fire, owner: psycopg.Connection, outcome: str
) -> None:
    tom.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    claimed = fire.claim()
    assert fire.begin(claimed) == ["go"]
    delete(tom)
    assert fire.settle(claimed, outcome) == ["gone"]
    assert set(rows_of(owner, tom.person_id).values()) == {0}
    assert fire.claim() == []


def test_what_was_leased_is_not_sent(tom: Person, clock: Clock, fire: Fire) -> None:
    tom.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    claimed = fire.claim()
    delete(tom)
    assert fire.begin(claimed) == ["stale"]


@pytest.mark.parametrize("name", ["reminder_create", "me_update", "channel_create"])
def test_who_adds_meanwhile_waits_and_leaves_no_row(
    ann: Person, clock: Clock, database: Database, owner: psycopg.Connection, name: str
) -> None:
    arguments = {
        "reminder_create": {"text": "tea", "starts_at": "2026-12-01 09:00"},
        "me_update": {"patch": {"name": "Anna"}},
        "channel_create": {"kind": "webhook", "url": "https://example.org/"},
    }[name]
    one, two = database.connect("oye_api", autocommit=False), database.connect("oye_api")
    delete(ann.on(one))
    with waiting(owner, two, lambda: ann.on(two).call(name, **arguments)) as results:
        one.commit()
    assert "401 token_unknown" in str(results)
    assert set(rows_of(owner, ann.person_id).values()) == {0}


def test_it_waits_for_a_settle_under_way_whose_rows_go_as_well(
    tom: Person, clock: Clock, fire: Fire, database: Database, owner: psycopg.Connection
) -> None:
    tom.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    claimed = fire.claim()
    fire.begin(claimed)
    worker = database.connect("oye_fire", autocommit=False)
    api = database.connect("oye_api")
    assert Fire(Caller(worker, "fire")).settle(claimed) == ["settled"]
    with waiting(owner, api, lambda: delete(tom.on(api))["person_id"]) as results:
        worker.commit()
    assert results == [str(tom.person_id)]
    assert set(rows_of(owner, tom.person_id).values()) == {0}
