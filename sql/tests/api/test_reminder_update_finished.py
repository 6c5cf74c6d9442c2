"""A reminder that is over comes back with a new time, under its number."""

from datetime import datetime, timedelta

import pytest
from oye_sql.testcall import Fire, Person, Row, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)


def at_hour(who: Person, hour: int, **arguments: object) -> Row:
    """A new time for reminder 1, today."""
    changed: Row = who.call(
        "reminder_update",
        reminder_id=1,
        patch={"schedule": {"starts_at": f"2026-11-24T{hour:02}:00:00"}},
        zone="UTC",
        next_occurrence=datetime.fromisoformat(f"2026-11-24T{hour:02}:00:00+00:00"),
        ended=True,
        **arguments,
    )
    return changed


@pytest.fixture
def fired(ann: Person, clock: Clock, fire: Fire) -> Person:
    """Ann, whose one-off 1 was told at 09:00 and waits for an answer."""
    ann.once("water", clock.now() + HOUR, tags=["home"])
    clock.advance(HOUR)
    fire.deliver()
    return ann


def test_one_that_waits_comes_back_and_fires_again(fired: Person, clock: Clock, fire: Fire) -> None:
    back = at_hour(fired, 12)
    assert (back["id"], back["state"], back["text"], back["tags"], back["revision"]) == (
        1,
        "scheduled",
        "water",
        ["home"],
        2,
    )
    assert len(fired.call("reminder_list")["items"]) == 1
    clock.advance(3 * HOUR)
    fire.deliver()
    due = [one["due_at"] for one in fired.call("occurrence_list")["items"]]
    assert due == ["2026-11-24T12:00:00+00:00", "2026-11-24T09:00:00+00:00"]


def test_one_that_is_done_comes_back(fired: Person) -> None:
    fired.call("occurrence_done", reminder_id=1)
    assert at_hour(fired, 12)["state"] == "scheduled"
    assert fired.call("reminder_list", state="finished")["items"] == []


def test_while_it_waits_its_words_can_be_changed_and_reach_what_is_not_yet_sent(
    fired: Person, clock: Clock, fire: Fire
) -> None:
    fired.call("occurrence_snooze", reminder_id=1, until=clock.now() + HOUR)
    changed = fired.call("reminder_update", reminder_id=1, patch={"text": "tea", "tags": []})
    assert (changed["text"], changed["tags"], changed["revision"]) == ("tea", [], 2)
    assert changed["state"] == "waiting"
    [told] = fired.call("occurrence_list")["items"]
    assert told["text"] == "tea"
    with refused(412, "revision_mismatch"):
        fired.call("reminder_update", reminder_id=1, patch={"text": "old"}, if_match=1)


@pytest.mark.parametrize("patch", [{"catch_up": "all"}, {"text": "tea", "channels": None}])
def test_without_a_new_time_nothing_else_can_be_changed(fired: Person, patch: Row) -> None:
    with refused(409, "reminder_finished", "when"):
        fired.call("reminder_update", reminder_id=1, patch=patch)


def test_without_a_new_time_one_that_is_done_stays_as_it_was(fired: Person) -> None:
    fired.call("occurrence_done", reminder_id=1)
    with refused(409, "reminder_finished", "when"):
        fired.call("reminder_update", reminder_id=1, patch={"text": "tea"})


def test_if_match_holds_for_it_too(fired: Person) -> None:
    with refused(412, "revision_mismatch"):
        at_hour(fired, 12, if_match=7)
    assert fired.call("reminder_get", reminder_id=1)["state"] == "waiting"
    assert at_hour(fired, 12, if_match=1)["state"] == "scheduled"


def test_one_that_was_deleted_does_not_come_back(fired: Person) -> None:
    fired.call("reminder_delete", reminder_id=1)
    with refused(404, "reminder_not_found", "reminder_id"):
        at_hour(fired, 12)


@pytest.mark.parametrize("passed_over", ["occurrence_done", "reminder_skip"])
def test_what_was_done_early_or_skipped_and_set_to_the_same_time_again_is_told(
    ann: Person, clock: Clock, fire: Fire, passed_over: str
) -> None:
    """An undone skip reopens its row: one occurrence, told after all."""
    ann.once("water", clock.now() + HOUR)
    ann.call(passed_over, reminder_id=1)
    at_hour(ann, 9)
    clock.advance(HOUR)
    fire.deliver()
    [occurrence] = ann.call("occurrence_list")["items"]
    assert (occurrence["outcome"], occurrence["answer"]) == ("delivered", "none")
    assert ann.call("reminder_get", reminder_id=1)["waiting_since"] == occurrence["due_at"]
    assert ann.call("occurrence_done", reminder_id=1)["answer"] == "done"
    assert ann.call("reminder_get", reminder_id=1)["state"] == "finished"
