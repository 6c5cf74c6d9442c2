"""Told again until done: nags follow each message within their bounds, until it is answered."""

from datetime import timedelta
from typing import Any

import pytest
from oye_sql.testcall import Fire, Person
from oye_sql.testclock import Clock

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NAG = {"every_seconds": 900}


def told(who: Person, clock: Clock, fire: Fire, nag: Any = NAG, **said: Any) -> None:
    """The person's one-off 1 was told just now, at 09:00."""
    who.once("pills", clock.now() + HOUR, nag=nag, **said)
    clock.advance(HOUR)
    assert [one["kind"] for one in fire.deliver()] == ["first"]


def later(clock: Clock, fire: Fire, *minutes: int) -> list[tuple[str, int]]:
    """What is told when the clock has gone on by each of `minutes` in turn."""
    found = []
    for each in minutes:
        clock.advance(each * MINUTE)
        found += [(one["kind"], one["nth"]) for one in fire.deliver()]
    return found


def test_it_is_told_again_so_long_after_each_message_until_it_is_done(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    told(tom, clock, fire)
    assert later(clock, fire, 14) == []
    assert later(clock, fire, 1, 14) == [("nag", 1)]
    clock.advance(5 * MINUTE)
    assert [one["nth"] for one in fire.deliver()] == [2], "four minutes late"
    assert later(clock, fire, 14) == [], "and the next counts from there"
    assert later(clock, fire, 1) == [("nag", 3)]
    tom.call("occurrence_done", reminder_id=1)
    assert later(clock, fire, 15, 60) == []


def test_it_ends_after_so_many_times_and_each_message_knows_how_many_follow(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    tom.once("pills", clock.now() + HOUR, nag={**NAG, "times": 2})
    clock.advance(HOUR)
    left = []
    for _ in range(4):
        left += [(one["kind"], one["nag_left"]) for one in fire.deliver()]
        clock.advance(15 * MINUTE)
    assert left == [("first", 2), ("nag", 1), ("nag", 0)]


def test_it_ends_with_its_time_and_the_last_message_knows_that_too(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    tom.once("pills", clock.now() + HOUR, nag={**NAG, "for_seconds": 1860})
    clock.advance(HOUR)
    left = []
    for _ in range(4):
        left += [(one["kind"], one["nag_left"]) for one in fire.deliver()]
        clock.advance(15 * MINUTE)
    assert left == [("first", 2), ("nag", 1), ("nag", 0)]


def test_without_a_nag_nothing_follows(tom: Person, clock: Clock, fire: Fire) -> None:
    told(tom, clock, fire, nag=None)
    assert later(clock, fire, *[15] * 8) == []


def test_nothing_follows_in_the_inbox(ann: Person, clock: Clock, fire: Fire) -> None:
    ann.once("pills", clock.now() + HOUR, nag=NAG)
    clock.advance(HOUR)
    assert fire.claim() == []
    clock.advance(15 * MINUTE)
    assert fire.claim() == []
    [occurrence] = ann.call("occurrence_list")["items"]
    assert [one["kind"] for one in occurrence["deliveries"]] == ["first"]


def test_each_channel_nags_by_itself(tom: Person, clock: Clock, fire: Fire) -> None:
    tom.call("channel_update", channel_id=1, patch={"is_default": True})
    hook = tom.call("channel_create", kind="webhook", url="https://example.org/")["id"]
    tom.once("pills", clock.now() + HOUR, nag=NAG)
    clock.advance(HOUR)
    claimed = fire.claim()
    fire.begin(claimed)
    web = [one for one in claimed if one["channel_id"] == hook]
    chat = [one for one in claimed if one["channel_id"] == 2]
    assert fire.settle(chat) == ["settled"]
    assert fire.settle(web, "rejected") == ["settled"]
    clock.advance(15 * MINUTE)
    assert [(one["channel_id"], one["nth"]) for one in fire.deliver()] == [(2, 1)]


@pytest.mark.parametrize("outcome", ["rejected", "permanent"])
def test_what_was_not_sent_is_not_followed(
    tom: Person, clock: Clock, fire: Fire, outcome: str
) -> None:
    tom.once("pills", clock.now() + HOUR, nag=NAG)
    clock.advance(HOUR)
    claimed = fire.claim()
    fire.begin(claimed)
    fire.settle(claimed, outcome)
    assert later(clock, fire, 15) == []


def test_a_report_that_comes_twice_makes_one_nag(tom: Person, clock: Clock, fire: Fire) -> None:
    told(tom, clock, fire)
    clock.advance(15 * MINUTE)
    claimed = fire.claim()
    fire.begin(claimed)
    assert (fire.settle(claimed), fire.settle(claimed)) == (["settled"], ["stale"])
    assert later(clock, fire, 15) == [("nag", 2)]


def test_a_nag_that_fails_for_a_time_is_tried_again(tom: Person, clock: Clock, fire: Fire) -> None:
    told(tom, clock, fire)
    clock.advance(15 * MINUTE)
    claimed = fire.claim()
    fire.begin(claimed)
    assert fire.settle(claimed, "temporary") == ["retry"]
    assert later(clock, fire, 1) == [("nag", 1)]


def test_a_series_that_comes_due_again_nags_of_that_alone(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    first = clock.now() + HOUR
    tom.series("pills", [first, first + HOUR, first + DAY], nag={"every_seconds": 2700})
    clock.set(first)
    fire.deliver()
    assert later(clock, fire, 45) == [("nag", 1)]
    clock.advance(15 * MINUTE)
    assert [(one["kind"], one["due_at"]) for one in fire.deliver()] == [("first", first + HOUR)]
    clock.advance(30 * MINUTE)
    assert fire.deliver() == [], "the nag that was to come of the time before"
    clock.advance(15 * MINUTE)
    assert [(one["kind"], one["due_at"]) for one in fire.deliver()] == [("nag", first + HOUR)]
    [_, before] = tom.call("occurrence_list")["items"]
    assert [(one["state"], one["reason"]) for one in before["deliveries"]] == [
        ("sent", None), ("sent", None), ("cancelled", "came_due_again"),
    ]  # fmt: skip


def test_a_nag_under_way_while_it_comes_due_again_is_the_last_of_the_time_before(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    first = clock.now() + HOUR
    second = first + 15 * MINUTE + timedelta(seconds=30)
    tom.series("pills", [first, second, first + DAY], nag=NAG)
    clock.set(first)
    fire.deliver()
    clock.advance(15 * MINUTE)
    nag = fire.claim()
    fire.begin(nag)
    clock.set(second)
    assert [one["kind"] for one in fire.deliver()] == ["first"]
    assert fire.settle(nag) == ["settled"]
    clock.advance(15 * MINUTE)
    assert [one["due_at"] for one in fire.deliver()] == [second]


def test_a_snooze_stops_it_and_it_begins_anew_after_the_snoozed_message(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    told(tom, clock, fire, nag={**NAG, "times": 2})
    assert later(clock, fire, 15) == [("nag", 1)]
    tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + 2 * DAY)
    assert later(clock, fire, 15, 60) == []
    clock.advance(2 * DAY - 75 * MINUTE)
    [again] = fire.deliver()
    assert (again["kind"], again["nag_left"]) == ("snooze", 2)
    assert later(clock, fire, 15, 15, 15) == [("nag", 3), ("nag", 4)]


@pytest.mark.parametrize("call", ["occurrence_done", "reminder_delete", "occurrence_snooze"])
def test_an_answer_while_a_message_is_under_way_stops_it_too(
    tom: Person, clock: Clock, fire: Fire, call: str
) -> None:
    tom.once("pills", clock.now() + HOUR, nag=NAG)
    clock.advance(HOUR)
    claimed = fire.claim()
    fire.begin(claimed)
    more = {"until": clock.now() + DAY} if call == "occurrence_snooze" else {}
    tom.call(call, reminder_id=1, **more)
    assert fire.settle(claimed) == ["settled"]
    assert later(clock, fire, 15, 60) == []


@pytest.mark.parametrize("call", ["reminder_delete", "reminder_pause"])
def test_a_delete_and_a_pause_end_it(tom: Person, clock: Clock, fire: Fire, call: str) -> None:
    first = clock.now() + HOUR
    tom.series("pills", [first, first + DAY], nag=NAG)
    clock.set(first)
    fire.deliver()
    tom.call(call, reminder_id=1)
    assert later(clock, fire, 15, 60) == []


def test_what_is_snoozed_in_a_pause_is_told_and_does_not_nag(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    first = clock.now() + HOUR
    tom.series("pills", [first, first + DAY], nag=NAG)
    clock.set(first)
    fire.deliver()
    tom.call("reminder_pause", reminder_id=1)
    tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + 10 * MINUTE)
    assert later(clock, fire, 10, 15) == [("snooze", 1)]


def test_what_was_skipped_since_is_no_new_occurrence_to_nag_of(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    first = clock.now() + HOUR
    tom.series("pills", [first, first + DAY, first + 2 * DAY], nag=NAG)
    clock.set(first)
    fire.deliver()
    tom.call("reminder_skip", reminder_id=1)
    assert later(clock, fire, 15, 15) == [("nag", 1), ("nag", 2)]


def test_one_that_waits_and_gets_a_new_time_nags_of_that_alone(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    told(tom, clock, fire)
    at = clock.now() + DAY
    schedule = {"starts_at": at.strftime("%Y-%m-%dT%H:%M:%S")}
    tom.call(
        "reminder_update", reminder_id=1, patch={"schedule": schedule}, zone="UTC",
        next_occurrence=at, ended=True,
    )  # fmt: skip
    assert later(clock, fire, 15, 60) == []
    clock.set(at)
    assert [one["nag_left"] for one in fire.deliver()] == [12]
    assert later(clock, fire, 15) == [("nag", 1)]


def test_one_that_downtime_put_off_beyond_its_end_is_not_told(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    told(tom, clock, fire, nag={**NAG, "for_seconds": 3600})
    assert later(clock, fire, 61) == []
    [occurrence] = tom.call("occurrence_list")["items"]
    assert occurrence["outcome"] == "delivered"
    assert [(one["state"], one["reason"]) for one in occurrence["deliveries"]] == [
        ("sent", None), ("cancelled", "nag_over"),
    ]  # fmt: skip


def test_one_that_a_snooze_began_anew_has_its_end_from_there(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    told(tom, clock, fire, nag={**NAG, "for_seconds": 3600})
    tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + 2 * HOUR)
    assert later(clock, fire, 120, 60, 60) == [("snooze", 1), ("nag", 2)]
