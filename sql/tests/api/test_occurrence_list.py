from datetime import timedelta

import pytest
from oye_sql.testcall import Fire, Person
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)


@pytest.fixture
def history(ann: Person, clock: Clock, fire: Fire) -> Person:
    """Ann: 1 and 2 came due at 09:00, 3 at 10:00, 4 is skipped, 5 is still to come."""
    at = clock.now() + HOUR
    ann.once("one", at)
    ann.once("two", at)
    ann.once("three", at + HOUR)
    ann.once("four", at + 2 * HOUR)
    ann.once("five", at + 3 * HOUR)
    ann.call("reminder_skip", reminder_id=4)
    clock.advance(2 * HOUR)
    fire.deliver()
    return ann


def texts(who: Person, **arguments: object) -> list[str]:
    return [item["text"] for item in who.call("occurrence_list", **arguments)["items"]]


def test_the_newest_comes_first_and_of_equal_times_the_higher_number(history: Person) -> None:
    assert texts(history) == ["four", "three", "two", "one"]


def test_it_can_be_narrowed(history: Person) -> None:
    assert texts(history, reminder_id=2) == ["two"]
    assert texts(history, outcome="skipped") == ["four"]
    assert texts(history, outcome="delivered") == ["three", "two", "one"]
    assert texts(history, since="2026-11-24 10:00Z") == ["four", "three"]
    assert texts(history, until="2026-11-24 10:00Z") == ["two", "one"]
    assert texts(history, since="2026-11-24 10:00Z", until="2026-11-24 11:00Z") == ["three"]
    assert texts(history, reminder_id=5) == []


def test_pages_with_equal_times_show_each_once(history: Person) -> None:
    seen = []
    cursor = None
    for _ in range(4):
        page = history.call("occurrence_list", limit=1, cursor=cursor)
        seen += [item["text"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert cursor is None
    assert seen == ["four", "three", "two", "one"]


def test_a_page_that_is_just_full_is_the_last(history: Person) -> None:
    assert history.call("occurrence_list", limit=4)["next_cursor"] is None


def test_an_occurrence_tells_its_deliveries_and_how_often_each_was_tried(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    hook = ann.hook()
    ann.once("water", clock.now() + HOUR, timezone="Europe/Madrid", zone="Europe/Madrid")
    clock.advance(HOUR)
    claimed = fire.claim()
    fire.begin(claimed)
    fire.settle(claimed, "temporary", reason="http_500", retry_after=60)
    clock.advance(timedelta(minutes=1))
    fire.deliver()
    [occurrence] = ann.call("occurrence_list")["items"]
    [delivery] = occurrence["deliveries"]
    assert (delivery["channel_id"], delivery["channel_kind"]) == (hook["id"], "webhook")
    assert (delivery["kind"], delivery["nth"], delivery["state"]) == ("first", 1, "sent")
    assert (delivery["attempts"], delivery["sent_at"]) == (2, "2026-11-24T09:01:00+00:00")
    assert delivery["id"] == str(claimed[0]["delivery_id"])
    assert (occurrence["outcome"], occurrence["timezone"]) == ("delivered", "Europe/Madrid")
    assert occurrence["delivered_at"] == "2026-11-24T09:01:00+00:00"
