"""The same Idempotency-Key gets the first result, also when both requests come at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from oye_sql.testcall import Person, Row, as_read, digest, refused, waiting
from oye_sql.testclock import Clock
from oye_sql.testing import Database

Ask = Callable[..., Row]


@pytest.fixture
def ask(clock: Clock) -> Ask:
    """One and the same request: ask(person, key, body)."""
    at = clock.now() + timedelta(hours=1)

    def request(who: Person, key: str = "key-1", body: str = "body", **more: Any) -> Row:
        return who.once("water", at, idempotency_key=key, request_sha256=digest(body), **more)

    return request


def test_the_same_key_and_body_get_the_first_answer_and_make_one_reminder(
    ann: Person, ask: Ask
) -> None:
    first = ask(ann)
    assert ask(ann) == first
    assert len(ann.call("reminder_list")["items"]) == 1


def test_the_answer_stays_as_it_was_also_when_the_reminder_has_changed(
    ann: Person, ask: Ask
) -> None:
    first = ask(ann)
    ann.call("reminder_update", reminder_id=1, patch={"text": "tea"})
    assert ask(ann) == first


def test_the_same_key_with_another_body_is_refused(ann: Person, ask: Ask) -> None:
    ask(ann)
    with refused(422, "idempotency_key_reused", "Idempotency-Key"):
        ask(ann, body="another body")


def test_another_key_makes_another_reminder(ann: Person, ask: Ask) -> None:
    assert [ask(ann)["id"], ask(ann, "key-2")["id"]] == [1, 2]


def test_keys_of_two_people_have_nothing_to_do_with_each_other(
    ann: Person, bob: Person, ask: Ask
) -> None:
    ask(ann)
    ask(bob, body="another body")
    assert bob.call("me_get")["active"] == 1


def test_a_key_may_be_used_for_another_operation(ann: Person, ask: Ask) -> None:
    ask(ann)
    made = ann.hook(idempotency_key="key-1", request_sha256=digest("a hook"))
    assert made["kind"] == "webhook"


def test_after_24_hours_a_key_is_new(ann: Person, ask: Ask, clock: Clock) -> None:
    ask(ann)
    clock.advance(timedelta(hours=24))
    assert ask(ann)["id"] == 1
    clock.advance(timedelta(seconds=1))
    again = ann.call(
        "reminder_create",
        text="tea",
        starts_at="2027-01-01 09:00",
        idempotency_key="key-1",
        request_sha256=digest("body"),
    )
    assert again["id"] == 2


def test_a_refused_request_leaves_its_key_free(ann: Person, ask: Ask) -> None:
    with refused(422, "channel_unknown"):
        ask(ann, channels=[9])
    assert ask(ann)["id"] == 1


def test_two_requests_at_once_wait_for_each_other_and_get_one_answer(
    ann: Person, ask: Ask, database: Database, owner: psycopg.Connection
) -> None:
    one = database.connect("oye_api", autocommit=False)
    two = database.connect("oye_api")
    first = ask(ann.on(one))
    with waiting(owner, two, lambda: ask(ann.on(two))) as results:
        one.commit()
    assert results == [first]
    assert len(ann.call("reminder_list")["items"]) == 1


def test_the_second_of_two_at_once_does_the_work_where_the_first_fails(
    ann: Person, ask: Ask, database: Database, owner: psycopg.Connection
) -> None:
    one = database.connect("oye_api", autocommit=False)
    two = database.connect("oye_api")
    ask(ann.on(one))
    with waiting(owner, two, lambda: ask(ann.on(two))) as results:
        one.rollback()
    assert [as_read(one) for one in results] == ann.call("reminder_list")["items"]
