"""ops.delivery_requeue and ops.delivery_failed: an operator's way with dead letters."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from oye_sql.testcall import Caller, Fire, People, Person, waiting
from oye_sql.testclock import Clock
from oye_sql.testing import Database

DUE = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
SINCE = DUE - HOUR


@pytest.fixture
def failed(person: People, clock: Clock, fire: Fire) -> list[Person]:
    """Five people with a webhook, each with a one-off that was refused; an hour apart."""
    people = [person(f"person {number}") for number in range(5)]
    for number, one in enumerate(people):
        one.hook()
        one.once(f"text {number}", DUE + number * HOUR)
    for number in range(5):
        clock.set(DUE + number * HOUR)
        [row] = fire.claim()
        fire.begin([row])
        fire.settle([row], "rejected", reason="redirect" if number < 4 else "url_wrong")
    return people


def requeue(ops: Caller, **arguments: object) -> int:
    found: int = ops.call("delivery_requeue", **{"since": SINCE, **arguments})
    return found


def texts(fire: Fire) -> list[str]:
    return sorted(row["text"] for row in fire.deliver())


def test_all_of_a_period_go_out_again(failed: list[Person], ops: Caller, fire: Fire) -> None:
    assert requeue(ops) == 5
    assert texts(fire) == [f"text {number}" for number in range(5)]
    assert requeue(ops) == 0


def test_the_period_the_kind_and_the_reason_choose(
    failed: list[Person], ops: Caller, fire: Fire
) -> None:
    assert requeue(ops, channel_kind="telegram") == 0
    assert requeue(ops, reason="http_500") == 0
    assert requeue(ops, until=DUE) == 0
    assert requeue(ops, since=DUE + HOUR, until=DUE + 2 * HOUR) == 1
    assert texts(fire) == ["text 1"]
    assert requeue(ops, channel_kind="webhook", reason="url_wrong") == 1
    assert texts(fire) == ["text 4"]


def test_a_batch_takes_so_many_the_oldest_first(
    failed: list[Person], ops: Caller, fire: Fire
) -> None:
    assert requeue(ops, limit=2) == 2
    assert texts(fire) == ["text 0", "text 1"]
    assert [requeue(ops, limit=2) for _ in range(3)] == [2, 1, 0]


def test_those_that_nobody_could_get_do_not_stand_in_the_way(
    failed: list[Person], ops: Caller, fire: Fire
) -> None:
    for one in failed[:2]:
        one.call("channel_update", channel_id=2, patch={"enabled": False})
    failed[2].call("reminder_delete", reminder_id=1)
    assert requeue(ops, limit=1) == 1
    assert texts(fire) == ["text 3"]
    assert requeue(ops) == 1
    assert texts(fire) == ["text 4"]


def test_only_the_channels_of_the_kind_are_used(
    ann: Person, clock: Clock, fire: Fire, ops: Caller
) -> None:
    first, second = ann.hook(), ann.hook("https://example.org/b")
    ann.call("channel_update", channel_id=1, patch={"is_default": True})
    ann.call("channel_update", channel_id=1, patch={"enabled": False})
    ann.once("pay rent", DUE)
    clock.set(DUE)
    rows = fire.claim()
    fire.begin(rows)
    fire.settle(rows, "rejected", reason="redirect")
    ann.call("channel_update", channel_id=1, patch={"enabled": True})
    assert requeue(ops, channel_kind="webhook") == 1
    assert {row["channel_id"] for row in fire.claim()} == {first["id"], second["id"]}


def test_what_was_answered_while_it_was_found_is_left_alone(
    failed: list[Person], ops: Caller, database: Database, owner: psycopg.Connection
) -> None:
    api, line = database.connect("oye_api", autocommit=False), database.connect("oye_ops")
    failed[0].on(api).call("occurrence_done", reminder_id=1)
    with waiting(owner, line, lambda: requeue(Caller(line, "ops"))) as counts:
        api.commit()
    assert counts == [4]


def test_what_failed_is_counted_by_kind_and_reason_without_words(
    failed: list[Person], ops: Caller
) -> None:
    rows = ops.rows("delivery_failed", since=SINCE)
    assert [(row["channel_kind"], row["reason"], row["letters"]) for row in rows] == [
        ("webhook", "redirect", 4),
        ("webhook", "url_wrong", 1),
    ]
    assert (rows[0]["oldest"], rows[0]["newest"]) == (DUE, DUE + 3 * HOUR)


def test_what_found_no_channel_is_counted_too(
    ann: Person, clock: Clock, fire: Fire, ops: Caller
) -> None:
    hook = ann.hook()
    ann.once("pay rent", DUE)
    ann.call("channel_update", channel_id=hook["id"], patch={"enabled": False})
    clock.set(DUE)
    fire.claim()
    [row] = ops.rows("delivery_failed", since=SINCE)
    assert (row["channel_kind"], row["reason"], row["letters"]) == (None, "no_channel", 1)
    assert requeue(ops, reason="no_channel") == 0
    ann.call("channel_update", channel_id=hook["id"], patch={"enabled": True})
    assert requeue(ops, reason="no_channel") == 1
