"""Undo again and again; and where something newer touched the same thing."""

from datetime import timedelta

import psycopg
import pytest
from oye_sql.testcall import Caller, Person, refused, waiting
from oye_sql.testclock import Clock
from oye_sql.testing import Database

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def edit(who: Person, text: str) -> int:
    return int(who.call("reminder_update", reminder_id=1, patch={"text": text})["change_id"])


def text(who: Person) -> str:
    return str(who.call("reminder_get", reminder_id=1)["text"])


def test_each_undo_takes_back_one_change_more(ann: Person, clock: Clock) -> None:
    ann.once("one", clock.now() + HOUR)
    edit(ann, "two")
    ann.call("me_update", patch={"timezone": "Asia/Tokyo"})
    edit(ann, "three")
    kinds = [ann.call("history_revert_last")["kind"] for _ in range(4)]
    assert kinds == ["edit", "timezone", "edit", "create"]
    with refused(409, "nothing_to_revert"):
        ann.call("history_revert_last")


def test_something_newer_must_be_undone_first(ann: Person, clock: Clock) -> None:
    made = ann.once("one", clock.now() + HOUR)
    first, second = edit(ann, "two"), edit(ann, "three")
    for change in (made["change_id"], first):
        with refused(409, "changed_since", "change_id"):
            ann.call("history_revert", change_id=change)
    assert text(ann) == "three"
    ann.call("history_revert", change_id=second)
    ann.call("history_revert", change_id=first)
    assert text(ann) == "one"


def test_a_revert_can_be_put_back_only_from_the_state_that_it_led_to(
    ann: Person, clock: Clock
) -> None:
    ann.once("one", clock.now() + HOUR)
    first, second = edit(ann, "two"), edit(ann, "three")
    redo_second = ann.call("history_revert", change_id=second)["change_id"]
    redo_first = ann.call("history_revert", change_id=first)["change_id"]
    with refused(409, "changed_since"):
        ann.call("history_revert", change_id=redo_second)
    ann.call("history_revert", change_id=redo_first)
    assert text(ann) == "two"
    ann.call("history_revert", change_id=redo_second)
    assert text(ann) == "three"
    assert ann.call("history_revert_last")["id"] == second
    assert text(ann) == "two"


def test_reverting_twice_is_harmless(ann: Person, clock: Clock) -> None:
    ann.once("one", clock.now() + HOUR)
    change = edit(ann, "two")
    once = ann.call("history_revert", change_id=change)
    edit(ann, "four")
    again = ann.call("history_revert", change_id=change)
    assert "change_id" in once
    assert "change_id" not in again
    assert again["reverted_at"] == once["reverted_at"]
    assert text(ann) == "four"


def test_two_at_once_undo_two_changes(
    ann: Person, clock: Clock, database: Database, owner: psycopg.Connection
) -> None:
    ann.once("one", clock.now() + HOUR)
    edit(ann, "two")
    one, two = database.connect("oye_api", autocommit=False), database.connect("oye_api")
    ann.on(one).call("history_revert_last")
    with waiting(owner, two, lambda: ann.on(two).call("history_revert_last")["kind"]) as kinds:
        one.commit()
    assert kinds == ["create"]


def test_an_answer_that_waits_for_an_undo_is_the_newer_one(
    ann: Person, clock: Clock, database: Database, owner: psycopg.Connection
) -> None:
    ann.once("one", clock.now() + HOUR)
    one, two = database.connect("oye_api", autocommit=False), database.connect("oye_api")
    change = edit(ann, "two")
    ann.on(one).call("history_revert", change_id=change)
    with waiting(owner, two, lambda: edit(ann.on(two), "three")):
        one.commit()
    assert text(ann) == "three"
    assert ann.call("history_revert_last")["reminder"]["text"] == "one"


@pytest.mark.parametrize("name", ["history_revert", "history_revert_last"])
def test_a_change_of_anothers_is_not_there(
    ann: Person, bob: Person, clock: Clock, name: str
) -> None:
    made = ann.once("one", clock.now() + HOUR)
    bob.once("his", clock.now() + HOUR)
    if name == "history_revert":
        with refused(404, "change_not_found", "change_id"):
            bob.call(name, change_id=made["change_id"])
    else:
        assert bob.call(name)["text"] == "his"
    assert text(ann) == "one"


def test_after_thirty_days_it_is_forgotten(ann: Person, clock: Clock, ops: Caller) -> None:
    made = ann.once("one", clock.now() + 90 * DAY)
    clock.advance(30 * DAY)
    ops.rows("housekeep")
    assert ann.call("change_list")["items"] != []
    clock.advance(HOUR)
    ops.rows("housekeep")
    with refused(404, "change_not_found"):
        ann.call("history_revert", change_id=made["change_id"])


def test_changes_are_listed_in_pages_newest_first(ann: Person, clock: Clock) -> None:
    ann.once("one", clock.now() + HOUR)
    for said in ("two", "three"):
        edit(ann, said)
    ann.call("history_revert_last")
    first = ann.call("change_list", limit=2)
    assert [one["kind"] for one in first["items"]] == ["revert", "edit"]
    assert first["items"][0]["reverts"] == first["items"][1]["id"]
    assert first["items"][1]["reverted_at"] is not None
    rest = ann.call("change_list", limit=2, cursor=first["next_cursor"])
    assert [(one["kind"], one["text"]) for one in rest["items"]] == [
        ("edit", "two"),
        ("create", "one"),
    ]
    assert rest["next_cursor"] is None
