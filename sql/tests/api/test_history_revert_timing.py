"""Undo of what moves a reminder in time: pause, resume, skip, done early, the zone."""

from datetime import timedelta
from typing import Any

import pytest
from oye_sql.testcall import Calc, Fire, Person, refused
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


@pytest.mark.parametrize("paused", [True, False])
def test_undo_of_a_pause_resumes_and_undo_of_a_resume_pauses(
    ann: Person, clock: Clock, paused: bool
) -> None:
    daily(ann, clock)
    if not paused:
        ann.call("reminder_pause", reminder_id=1)
    before = shown(ann)
    name = "reminder_pause" if paused else "reminder_resume"
    made = ann.call(name, reminder_id=1)
    assert made["state"] == ("paused" if paused else "scheduled")
    undo(ann, made["change_id"])
    assert shown(ann) == before


def test_what_a_pause_cancelled_is_sent_after_its_undo(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.hook()
    daily(ann, clock)
    clock.advance(HOUR)
    claimed = fire.claim()
    paused = ann.call("reminder_pause", reminder_id=1)
    assert fire.begin(claimed) == ["cancelled"]
    undo(ann, paused["change_id"])
    assert ann.call("occurrence_list")["items"][0]["outcome"] == "pending"
    assert [row["delivery_id"] for row in fire.deliver()] == [claimed[0]["delivery_id"]]
    assert ann.call("occurrence_list")["items"][0]["outcome"] == "delivered"


def test_undo_of_a_skip_reopens_its_row(tom: Person, clock: Clock, fire: Fire) -> None:
    daily(tom, clock)
    before = shown(tom)
    skipped = tom.call("reminder_skip", reminder_id=1)
    redo = undo(tom, skipped["change_id"])["change_id"]
    assert shown(tom) == before
    assert tom.call("occurrence_list")["items"] == []
    undo(tom, redo)
    assert shown(tom)["next_occurrence"] == "2026-11-25T09:00:00+00:00"
    assert tom.call("occurrence_list")["items"][0]["outcome"] == "skipped"
    clock.advance(2 * HOUR)
    undo(tom, last(tom))
    assert [row["due_at"].hour for row in fire.deliver()] == [9]


def test_a_skip_can_not_be_undone_once_what_follows_came_due(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    daily(ann, clock)
    skipped = ann.call("reminder_skip", reminder_id=1)
    clock.advance(DAY + HOUR)
    fire.deliver()
    with refused(409, "changed_since", "change_id"):
        undo(ann, skipped["change_id"])


def test_undo_of_a_one_off_done_early_brings_it_back(ann: Person, clock: Clock) -> None:
    ann.once("water", clock.now() + HOUR)
    before = shown(ann)
    done = ann.call("occurrence_done", reminder_id=1)
    undo(ann, done["change_id"])
    assert shown(ann) == before
    assert ann.call("occurrence_list")["items"] == []


def test_the_zone_is_put_back_and_floating_reminders_follow(
    ann: Person, clock: Clock, calc: Calc
) -> None:
    ann.once("water", clock.now() + HOUR)
    moved = ann.call("me_update", patch={"timezone": "Asia/Tokyo", "name": "Anna"})
    undone = undo(ann, moved["change_id"])
    assert (undone["kind"], undone["reminder_id"]) == ("timezone", None)
    assert undone["text"] == "UTC → Asia/Tokyo"
    me = ann.call("me_get")
    assert (me["timezone"], me["name"]) == ("UTC", "Anna")
    [row] = calc.claim()
    assert (row["zone"], row["accounted_until"]) == ("UTC", clock.now())


def test_what_changes_nothing_is_no_change(ann: Person, clock: Clock) -> None:
    daily(ann, clock)
    assert "change_id" in ann.call("reminder_pause", reminder_id=1)
    assert "change_id" not in ann.call("reminder_pause", reminder_id=1)
    assert "change_id" not in ann.call("me_update", patch={"name": "Anna"})
    assert [one["kind"] for one in ann.call("change_list")["items"]] == ["pause", "create"]


def test_an_after_done_that_was_a_one_off_meanwhile_has_its_first_instant_to_come(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    """It does not wait for an answer to what came due as the one-off."""
    ann.hook()
    start = clock.now() + DAY
    ann.call(
        "reminder_create",
        text="water",
        starts_at=start.replace(tzinfo=None),
        recurrence=[],
        after_done="P1D",
    )
    soon = clock.now() + HOUR
    edited = ann.call(
        "reminder_update",
        reminder_id=1,
        patch={
            "schedule": {
                "starts_at": soon.replace(tzinfo=None).isoformat(),
                "timezone": None,
                "recurrence": [],
                "after_done": None,
            }
        },
        zone="UTC",
        next_occurrence=soon,
        ended=True,
    )
    clock.advance(HOUR)
    assert [row["due_at"] for row in fire.deliver()] == [soon]
    undo(ann, edited["change_id"])
    assert shown(ann)["state"] == "compute"
