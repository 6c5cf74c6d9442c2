"""Undo of create, delete and edit: put back by the rows that were kept of it."""

from datetime import timedelta
from typing import Any

from oye_sql.testcall import Calc, Calculation, Fire, Person, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# What a revert may leave other than it was.
FREE = ("revision", "updated_at", "change_id")


def undo(who: Person, change: int) -> Any:
    return who.call("history_revert", change_id=change)


def shown(who: Person, number: int = 1) -> Any:
    """A reminder, but for what counts up."""
    found = who.call("reminder_get", reminder_id=number)
    return {name: value for name, value in found.items() if name not in FREE}


def last(who: Person) -> int:
    """The id of the latest change."""
    return int(who.call("change_list", limit=1)["items"][0]["id"])


def daily(who: Person, clock: Clock, **more: Any) -> Any:
    """Reminder 1: due in an hour, and on each of the next days."""
    first = clock.now() + HOUR
    return who.series("water", [first, first + DAY, first + 2 * DAY], **more)


def told(who: Person, clock: Clock, fire: Fire) -> None:
    """One-off 1, told just now."""
    who.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    fire.deliver()


def test_undo_of_a_create_removes_it_and_undo_of_that_brings_it_back(
    ann: Person, clock: Clock
) -> None:
    made = daily(ann, clock)
    before = shown(ann)
    undone = undo(ann, made["change_id"])
    assert (undone["kind"], undone["text"], undone["reminder"]) == ("create", "water", None)
    with refused(404, "reminder_not_found"):
        shown(ann)
    assert undo(ann, undone["change_id"])["kind"] == "revert"
    assert shown(ann) == before
    assert undo(ann, made["change_id"])["reminder"] is None


def test_undo_of_a_delete_brings_it_back_under_its_number_with_its_schedule(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    daily(ann, clock, tags=["home"])
    before = shown(ann)
    ann.call("reminder_delete", reminder_id=1)
    undone = undo(ann, last(ann))
    assert shown(ann) == before
    assert undone["reminder"]["revision"] == 2
    clock.advance(HOUR)
    fire.deliver()
    [occurrence] = ann.call("occurrence_list")["items"]
    assert occurrence["outcome"] == "delivered"


def test_what_passed_while_a_series_was_removed_was_not_expected(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    daily(ann, clock)
    ann.call("reminder_delete", reminder_id=1)
    clock.advance(2 * HOUR)
    back = undo(ann, last(ann))["reminder"]
    assert back["next_occurrence"] == "2026-11-25T09:00:00+00:00"
    fire.deliver()
    assert ann.call("occurrence_list")["items"] == []


def test_a_one_off_whose_time_passed_while_it_was_removed_comes_late(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    tom.once("water", clock.now() + HOUR)
    tom.call("reminder_delete", reminder_id=1)
    clock.advance(2 * HOUR)
    assert fire.deliver() == []
    undo(tom, last(tom))
    assert [row["text"] for row in fire.deliver()] == ["water"]


def test_a_zone_that_changed_meanwhile_is_followed_by_what_comes_back(
    ann: Person, clock: Clock, calc: Calc
) -> None:
    daily(ann, clock)
    ann.call("reminder_delete", reminder_id=1)
    removed = last(ann)
    ann.call("me_update", patch={"timezone": "Asia/Tokyo"})
    assert undo(ann, removed)["reminder"]["state"] == "compute"
    [row] = calc.claim()
    assert row["zone"] == "Asia/Tokyo"
    assert calc.settle([row], [Calculation(clock.now() + HOUR)]) == ["scheduled"]


def test_undo_of_an_edit_restores_what_was_said_and_the_revision_counts_up(
    ann: Person, clock: Clock
) -> None:
    daily(ann, clock, tags=["home"], said="daily at 9")
    before = shown(ann)
    patch = {"text": "tea", "tags": [], "catch_up": "all", "grace_seconds": 1, "channels": [1]}
    edited = ann.call("reminder_update", reminder_id=1, patch=patch)
    assert undo(ann, edited["change_id"])["reminder"]["revision"] == 3
    assert shown(ann) == before


def test_undo_of_a_new_time_brings_back_the_old_instants(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    daily(tom, clock)
    before = shown(tom)
    schedule = {"starts_at": "2026-11-24T20:00:00", "recurrence": []}
    later = clock.now() + 12 * HOUR
    tom.call(
        "reminder_update",
        reminder_id=1,
        patch={"schedule": schedule},
        zone="UTC",
        next_occurrence=later,
        ended=True,
    )
    undo(tom, last(tom))
    assert shown(tom) == before
    clock.set(later)
    assert [row["due_at"].hour for row in fire.deliver()] == [9]


def test_undo_of_a_text_leaves_the_instants_of_now(ann: Person, clock: Clock, fire: Fire) -> None:
    daily(ann, clock)
    edited = ann.call("reminder_update", reminder_id=1, patch={"text": "tea"})
    clock.advance(HOUR)
    fire.deliver()
    back = undo(ann, edited["change_id"])["reminder"]
    assert (back["text"], back["next_occurrence"]) == ("water", "2026-11-25T09:00:00+00:00")


def test_undo_of_a_text_does_not_bring_back_what_has_fired_since(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    tom.once("water", clock.now() + HOUR)
    edited = tom.call("reminder_update", reminder_id=1, patch={"text": "tea"})
    clock.advance(HOUR)
    fire.deliver()
    back = undo(tom, edited["change_id"])["reminder"]
    assert (back["state"], back["text"], back["next_occurrence"]) == ("waiting", "water", None)
    assert fire.deliver() == []


def test_undo_of_a_new_time_for_what_was_over_ends_it_again(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    told(ann, clock, fire)
    before = shown(ann)
    schedule = {"starts_at": "2026-11-24T20:00:00"}
    edited = ann.call("reminder_update", reminder_id=1, patch={"schedule": schedule})
    assert edited["state"] == "compute"
    undo(ann, edited["change_id"])
    assert shown(ann) == before
