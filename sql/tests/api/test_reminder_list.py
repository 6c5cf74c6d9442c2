import base64
from collections.abc import Callable
from datetime import timedelta

import pytest
from oye_sql.testcall import Calc, Calculation, Fire, Person, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)


def texts(who: Person, **arguments: object) -> list[str]:
    return [item["text"] for item in who.call("reminder_list", **arguments)["items"]]


def test_somebody_without_reminders_gets_an_empty_page(ann: Person) -> None:
    assert ann.call("reminder_list") == {"items": [], "next_cursor": None}


def test_what_waits_comes_first_then_the_soonest_and_what_has_no_time_last(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    now = clock.now()
    ann.call("reminder_create", text="not calculated", starts_at="2026-11-24 09:00")
    ann.once("later", now + 3 * HOUR)
    ann.once("soon", now + 2 * HOUR)
    ann.once("waits", now + HOUR)
    ann.once("paused", now + 2 * HOUR)
    ann.call("reminder_pause", reminder_id=5)
    clock.advance(HOUR)
    fire.deliver()
    assert texts(ann) == ["waits", "soon", "later", "not calculated", "paused"]


def test_an_item_is_what_reminder_get_shows(ann: Person, clock: Clock) -> None:
    ann.once("water", clock.now() + HOUR)
    assert ann.call("reminder_list")["items"] == [ann.call("reminder_get", reminder_id=1)]


def test_a_search_finds_part_of_the_text_in_any_case_and_takes_no_wildcards(
    ann: Person, clock: Clock
) -> None:
    for text in ("Water the plants", "100% wool", "Äpfel"):
        ann.once(text, clock.now() + HOUR)
    assert texts(ann, q="water") == ["Water the plants"]
    assert texts(ann, q="THE PL") == ["Water the plants"]
    assert texts(ann, q="%") == ["100% wool"]
    assert texts(ann, q="_") == []
    assert texts(ann, q="äpfel") == ["Äpfel"]


def test_a_tag_must_match_whole(ann: Person, clock: Clock) -> None:
    ann.once("one", clock.now() + HOUR, tags=["home", "garden"])
    ann.once("two", clock.now() + HOUR, tags=["homework"])
    ann.once("three", clock.now() + HOUR)
    assert texts(ann, tag="home") == ["one"]
    assert texts(ann, tag="hom") == []


def test_a_state_shows_that_state_alone_and_finished_only_when_asked_for(
    ann: Person, clock: Clock, calc: Calc, fire: Fire
) -> None:
    now = clock.now()
    ann.once("waits", now + HOUR)
    ann.once("done", now + HOUR)
    ann.once("scheduled", now + 5 * HOUR)
    ann.once("paused", now + 5 * HOUR)
    ann.once("deleted", now + 5 * HOUR)
    ann.call("reminder_create", text="invalid", starts_at="2026-11-24 20:00")
    calc.settle(calc.claim(), [Calculation(invalid="no_occurrence: never")])
    ann.call("reminder_create", text="compute", starts_at="2026-11-24 20:00")
    ann.call("reminder_pause", reminder_id=4)
    ann.call("reminder_delete", reminder_id=5)
    clock.advance(HOUR)
    fire.deliver()
    ann.call("occurrence_done", reminder_id=2)
    for state in ("waiting", "scheduled", "paused", "compute", "invalid"):
        assert texts(ann, state=state) == ["waits" if state == "waiting" else state]
    assert texts(ann, state="finished") == ["done"]
    assert "done" not in texts(ann)
    assert "deleted" not in texts(ann)


def test_pages_with_equal_times_show_each_reminder_once(ann: Person, clock: Clock) -> None:
    for number in range(7):
        ann.once(f"number {number}", clock.now() + HOUR)
    seen: list[str] = []
    cursor = None
    for size in (3, 3, 1):
        page = ann.call("reminder_list", limit=3, cursor=cursor)
        assert len(page["items"]) == size
        seen += [item["text"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert cursor is None
    assert seen == [f"number {number}" for number in range(7)]


def test_a_page_that_is_just_full_is_the_last(ann: Person, clock: Clock) -> None:
    for number in range(3):
        ann.once(f"number {number}", clock.now() + HOUR)
    assert ann.call("reminder_list", limit=3)["next_cursor"] is None
    assert ann.call("reminder_list", limit=2)["next_cursor"] is not None


def test_pages_go_on_among_those_without_a_time_and_those_that_wait(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    for number in range(4):
        ann.once(f"number {number}", clock.now() + HOUR)
    clock.advance(HOUR)
    fire.deliver()
    for number in range(4, 8):
        ann.call("reminder_create", text=f"number {number}", starts_at="2026-11-24 20:00")
    seen: list[str] = []
    cursor = None
    for _ in range(4):
        page = ann.call("reminder_list", limit=2, cursor=cursor)
        seen += [item["text"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert cursor is None
    assert seen == [f"number {number}" for number in range(8)]


def encoded(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


FORGED: dict[str, Callable[[], str]] = {
    "empty": str,
    "not base64": lambda: "é!",
    "not UTF-8": lambda: "_w",
    "not JSON": lambda: encoded("[1,"),
    "not a list": lambda: encoded("{}"),
    "a word": lambda: encoded('"x"'),
    "too short": lambda: encoded('["infinity"]'),
    "too long": lambda: encoded('["infinity","1","2"]'),
    "nulls": lambda: encoded("[null,null]"),
    "no instant": lambda: encoded('["soon","1"]'),
    "no number": lambda: encoded('["infinity","one"]'),
    "a huge number": lambda: encoded('["infinity","99999999999"]'),
    "a NUL": lambda: encoded('["\\u0000","1"]'),
}


@pytest.mark.parametrize("forged", FORGED)
@pytest.mark.parametrize("function", ["reminder_list", "occurrence_list"])
def test_a_forged_cursor_is_refused(ann: Person, function: str, forged: str) -> None:
    with refused(400, "cursor_wrong", "cursor"):
        ann.call(function, cursor=FORGED[forged]())
