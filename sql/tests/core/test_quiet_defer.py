"""Quiet hours: what they hold, for how long, and what changes that."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from oye_sql.testcall import Fire, Person, waiting
from oye_sql.testclock import Clock
from oye_sql.testing import Database

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NIGHT = {"from": "22:00", "until": "07:00"}


def quiet(who: Person, hours: Any = NIGHT, **more: Any) -> None:
    who.call("me_update", patch={"quiet": hours and {**hours, **more}})


def due(who: Person, clock: Clock, hour: int = 23, **said: Any) -> None:
    """A one-off of the person's comes due at this hour, now."""
    at = clock.now().replace(hour=hour)
    who.once("pills", at, **said)
    clock.set(at)


def told(clock: Clock, fire: Fire, hour: int, minute: int = 0) -> list[str]:
    """What is sent at the next such time."""
    now = clock.now()
    at = now.replace(hour=hour, minute=minute)
    clock.set(at if at >= now else at + DAY)
    return [one["kind"] for one in fire.deliver()]


def test_what_comes_due_in_them_is_told_when_they_end(
    tom: Person, clock: Clock, fire: Fire, owner: psycopg.Connection
) -> None:
    quiet(tom)
    due(tom, clock)
    assert fire.deliver() == []
    [peek] = fire.caller.rows("due_peek")
    assert peek["due_at"] == clock.now().replace(hour=7) + DAY
    [occurrence] = tom.call("occurrence_list")["items"]
    assert (occurrence["outcome"], occurrence["deliveries"][0]["state"]) == ("pending", "ready")
    assert occurrence["deliveries"][0]["not_before"] == "2026-11-25T07:00:00+00:00"
    assert told(clock, fire, 6, 59) == []
    assert told(clock, fire, 7) == ["first"]
    original = owner.execute("select not_before from core.delivery").fetchone()
    assert original is not None
    assert original[0].isoformat() == "2026-11-24T23:00:00+00:00"


def test_before_and_after_them_it_is_told_at_once(tom: Person, clock: Clock, fire: Fire) -> None:
    quiet(tom)
    due(tom, clock, 21)
    assert len(fire.deliver()) == 1
    clock.advance(10 * HOUR)
    due(tom, clock, 7)
    assert len(fire.deliver()) == 1


def test_urgent_ones_are_told_and_so_says_the_claim(tom: Person, clock: Clock, fire: Fire) -> None:
    quiet(tom)
    due(tom, clock, urgent=True)
    [row] = fire.deliver()
    assert (row["urgent"], row["silent"]) == (True, False)


def test_a_snooze_is_the_persons_own_word(tom: Person, clock: Clock, fire: Fire) -> None:
    quiet(tom)
    due(tom, clock, 21)
    fire.deliver()
    tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + 2 * HOUR)
    assert told(clock, fire, 23) == ["snooze"]


def test_a_nag_waits_and_goes_on_from_its_message(tom: Person, clock: Clock, fire: Fire) -> None:
    quiet(tom)
    due(tom, clock, 21, nag={"every_seconds": 3600})
    fire.deliver()
    assert told(clock, fire, 22) == []
    assert told(clock, fire, 7) == ["nag"]
    assert told(clock, fire, 8) == ["nag"]


def test_a_nag_whose_time_is_over_in_the_morning_is_not_told(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    quiet(tom)
    due(tom, clock, 21, nag={"every_seconds": 3600, "for_seconds": 7200})
    fire.deliver()
    assert told(clock, fire, 22) == []
    assert told(clock, fire, 7) == []
    assert tom.call("occurrence_list")["items"][0]["deliveries"][1]["reason"] == "nag_over"


def test_an_urgent_one_nags_through_the_night(tom: Person, clock: Clock, fire: Fire) -> None:
    quiet(tom)
    due(tom, clock, 21, urgent=True, nag={"every_seconds": 3600})
    fire.deliver()
    assert told(clock, fire, 22) == ["nag"]


def test_the_inbox_and_others_are_not_held(
    ann: Person, tom: Person, clock: Clock, fire: Fire
) -> None:
    quiet(ann)
    due(ann, clock)
    due(tom, clock)
    assert [one["person_id"] for one in fire.deliver()] == [tom.person_id]
    assert ann.call("occurrence_list")["items"][0]["outcome"] == "delivered"


@pytest.mark.parametrize(("hour", "silent"), [(21, False), (23, True)])
def test_silent_ones_are_told_at_once_without_a_sound(
    tom: Person, clock: Clock, fire: Fire, hour: int, silent: bool
) -> None:
    quiet(tom, mode="silent")
    due(tom, clock, hour, nag={"every_seconds": 600})
    assert [one["silent"] for one in fire.deliver()] == [silent]
    clock.advance(10 * MINUTE)
    assert [(one["kind"], one["silent"]) for one in fire.deliver()] == [("nag", silent)]
    tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + MINUTE)
    clock.advance(MINUTE)
    assert [(one["kind"], one["silent"]) for one in fire.deliver()] == [("snooze", False)]


@pytest.mark.parametrize(
    "change",
    [
        {"quiet": None},
        {"quiet": {**NIGHT, "until": "23:00"}},
        {"quiet": {**NIGHT, "mode": "silent"}},
        {"timezone": "Asia/Tokyo"},
    ],
)
def test_when_they_end_or_change_what_they_held_comes_out(
    tom: Person, clock: Clock, fire: Fire, change: Any
) -> None:
    quiet(tom)
    due(tom, clock)
    assert fire.deliver() == []
    tom.call("me_update", patch=change)
    assert len(fire.deliver()) == 1


def test_when_they_are_made_longer_or_shorter_it_waits_for_their_new_end(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    quiet(tom)
    due(tom, clock)
    assert fire.deliver() == []
    quiet(tom, {**NIGHT, "until": "09:00"})
    assert fire.deliver() == []
    assert told(clock, fire, 8, 59) == []
    quiet(tom, {**NIGHT, "until": "10:00"})
    assert told(clock, fire, 9) == []
    assert told(clock, fire, 10) == ["first"]


def test_new_hours_hold_what_is_put_off_for_another_reason(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    """A back-off stays as long as it was to be, and hours that begin meanwhile hold it too."""
    due(tom, clock, 21)
    claimed = fire.claim()
    fire.begin(claimed)
    assert fire.settle(claimed, "limited", retry_after=7200) == ["retry"]
    quiet(tom, {"from": "21:00", "until": "21:30"})
    quiet(tom)
    assert told(clock, fire, 22, 59) == []
    assert told(clock, fire, 23) == []
    assert told(clock, fire, 7) == ["first"]


def test_a_lease_that_runs_out_in_them_is_held_and_what_was_being_sent_stays_unknown(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    due(tom, clock, 21)
    quiet(tom)
    clock.set(clock.now() + timedelta(minutes=59, seconds=30))
    fire.begin(fire.claim())
    clock.advance(MINUTE)
    assert fire.claim() == []
    clock.set(clock.now().replace(hour=7, minute=0, second=0) + DAY)
    assert [one["perhaps_repeat"] for one in fire.deliver()] == [True]


def test_a_night_does_not_count_against_a_channel_that_fails(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    quiet(tom, {"from": "22:30", "until": "22:00"})
    due(tom, clock)
    assert fire.claim() == []
    clock.set(clock.now().replace(hour=22) + DAY)
    claimed = fire.claim()
    fire.begin(claimed)
    clock.advance(HOUR + MINUTE)
    assert fire.settle(claimed, "temporary") == ["retry"]


def test_a_reminder_that_becomes_urgent_comes_out(tom: Person, clock: Clock, fire: Fire) -> None:
    quiet(tom)
    due(tom, clock)
    assert fire.deliver() == []
    tom.call("reminder_update", reminder_id=1, patch={"urgent": True})
    assert [one["urgent"] for one in fire.deliver()] == [True]


def test_a_claim_that_only_puts_off_says_that_there_was_work(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    """Or a worker that drains what is due would stop with the first of them."""
    quiet(tom)
    for _ in range(3):
        due(tom, clock)
    rows = [fire.caller.rows("delivery_claim", worker="w", limit=1) for _ in range(4)]
    assert [[one["delivery_id"] for one in found] for found in rows] == [[None]] * 3 + [[]]


def test_they_are_told_in_the_order_of_their_time(tom: Person, clock: Clock, fire: Fire) -> None:
    quiet(tom)
    for hour in (22, 23):
        due(tom, clock, hour)
        assert fire.deliver() == []
    assert told(clock, fire, 7) == ["first", "first"]


def test_a_change_of_the_hours_waits_for_the_claim_and_finds_what_it_held(
    tom: Person, clock: Clock, database: Database, owner: psycopg.Connection
) -> None:
    quiet(tom)
    due(tom, clock)
    one, two = database.connect("oye_fire", autocommit=False), database.connect("oye_api")
    claim = "select delivery_id from fire.delivery_claim(%s, 100)"
    assert one.execute(claim, ["w1"]).fetchall() == [(None,)]
    with waiting(owner, two, lambda: quiet(tom.on(two), None)):
        one.commit()
    with database.connect("oye_fire") as fire:
        assert len(fire.execute(claim, ["w2"]).fetchall()) == 1
        assert owner.execute("select state from core.delivery_open").fetchall() == [("leased",)]


def test_a_claim_waits_for_no_change_of_the_hours_and_leaves_theirs_alone(
    tom: Person, bot: Any, clock: Clock, database: Database, fire: Fire
) -> None:
    other = bot("telegram:8")
    other.call("identity_ensure", chat_id="8")
    quiet(tom)
    due(tom, clock)
    due(other, clock)
    changing = database.connect("oye_api", autocommit=False)
    quiet(tom.on(changing), None)
    assert [one["address"] for one in fire.deliver()] == ["8"]
    changing.commit()
    assert [one["address"] for one in fire.deliver()] == ["7"]


def test_a_zone_that_this_server_lost_holds_up_nobody(
    tom: Person, clock: Clock, fire: Fire, owner: psycopg.Connection
) -> None:
    quiet(tom)
    due(tom, clock, 21)
    fire.claim()
    owner.execute("update core.person set timezone = 'Mars/Olympus'")
    clock.advance(2 * HOUR)
    assert len(fire.deliver()) == 1
