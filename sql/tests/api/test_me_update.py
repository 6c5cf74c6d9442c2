"""Name, locale and default time; and the zone, which floating reminders follow."""

from datetime import datetime, timedelta

import psycopg
import pytest
from oye_sql.testcall import Calc, Calculation, Fire, Person, as_read, refused, waiting
from oye_sql.testclock import Clock
from oye_sql.testing import Database

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def move(who: Person, zone: str) -> None:
    who.call("me_update", patch={"timezone": zone})


def test_an_absent_member_stays_and_null_empties_the_name_alone(ann: Person) -> None:
    before = ann.call("me_get")
    assert ann.call("me_update", patch={}) == before
    changed = ann.call("me_update", patch={"name": "Anna", "locale": "de", "default_time": "07:30"})
    assert changed == before | {"name": "Anna", "locale": "de", "default_time": "07:30"}
    kept = ann.call("me_update", patch={"name": None, "locale": None, "default_time": None})
    assert kept == changed | {"name": None}


@pytest.mark.parametrize("zone", ["Mars/Olympus", "X5", "", None, "europe/madrid"])
def test_a_zone_that_is_not_known_is_refused(ann: Person, zone: str | None) -> None:
    with refused(422, "unknown_timezone", "timezone"):
        ann.call("me_update", patch={"timezone": zone})


def test_floating_reminders_are_calculated_anew_and_pinned_ones_stay(
    ann: Person, clock: Clock, calc: Calc
) -> None:
    ann.once("floating", clock.now() + HOUR)
    pinned = ann.once("pinned", clock.now() + HOUR, timezone="Asia/Tokyo", zone="Asia/Tokyo")
    move(ann, "Europe/Madrid")
    assert ann.call("reminder_get", reminder_id=2) == as_read(pinned)
    [row] = calc.claim()
    assert (row["reminder_id"], row["zone"]) == (1, "Europe/Madrid")


def test_the_same_zone_again_changes_nothing(ann: Person, clock: Clock) -> None:
    before = ann.once("floating", clock.now() + HOUR)
    move(ann, "UTC")
    assert ann.call("reminder_get", reminder_id=1) == as_read(before)


@pytest.mark.parametrize(
    ("zone", "accounted"),
    [("America/New_York", "2026-11-24T09:00-05:00"), ("Asia/Tokyo", "2026-11-24T09:00+09:00")],
)
def test_the_next_is_the_first_slot_after_the_last_one_never_twice_on_a_date(
    ann: Person, clock: Clock, fire: Fire, calc: Calc, zone: str, accounted: str
) -> None:
    """Told at 09:00 today: in the new zone, too, 09:00 of today is accounted for."""
    first = clock.now() + HOUR
    ann.series("water", [first, first + DAY])
    clock.set(first)
    fire.deliver()
    move(ann, zone)
    [row] = calc.claim()
    assert row["accounted_until"] == datetime.fromisoformat(accounted)
    assert row["starts_at"] == datetime(2026, 11, 24, 9)  # noqa: DTZ001 (wall time)


def test_a_slot_that_was_jumped_over_fires_late(
    ann: Person, clock: Clock, fire: Fire, calc: Calc
) -> None:
    """At 08:00 UTC it is 17:00 in Tokyo: 09:00 there has passed, and was never told."""
    ann.once("water", clock.now() + HOUR)
    move(ann, "Asia/Tokyo")
    [row] = calc.claim()
    jumped = datetime.fromisoformat("2026-11-24T09:00+09:00")
    assert row["accounted_until"] < jumped < clock.now()
    assert calc.settle([row], [Calculation(jumped, ended=True)]) == ["scheduled"]
    fire.deliver()
    [occurrence] = ann.call("occurrence_list")["items"]
    assert (occurrence["due_at"], occurrence["timezone"]) == (
        "2026-11-24T00:00:00+00:00",
        "Asia/Tokyo",
    )


def test_there_and_back_again_is_as_if_nothing_was(ann: Person, clock: Clock, calc: Calc) -> None:
    ann.once("water", clock.now() + HOUR)
    move(ann, "Asia/Tokyo")
    move(ann, "UTC")
    [row] = calc.claim()
    assert (row["zone"], row["accounted_until"]) == ("UTC", clock.now())


def test_paused_ones_stay_paused_and_come_back_in_the_new_zone(
    ann: Person, clock: Clock, calc: Calc
) -> None:
    ann.once("water", clock.now() + HOUR)
    ann.call("reminder_pause", reminder_id=1)
    move(ann, "Europe/Madrid")
    assert calc.claim() == []
    ann.call("reminder_resume", reminder_id=1)
    assert [row["zone"] for row in calc.claim()] == ["Europe/Madrid"]


def test_one_that_waits_for_its_answer_goes_on_waiting(
    ann: Person, clock: Clock, fire: Fire, calc: Calc
) -> None:
    ann.series("water", [clock.now() + HOUR], recurrence=[], after_done="P1D")
    clock.advance(HOUR)
    fire.deliver()
    move(ann, "Europe/Madrid")
    assert ann.call("reminder_get", reminder_id=1)["state"] == "waiting"
    assert calc.claim() == []


def test_reminders_of_others_stay(ann: Person, bob: Person, clock: Clock) -> None:
    before = bob.once("water", clock.now() + HOUR)
    move(ann, "Asia/Tokyo")
    assert bob.call("reminder_get", reminder_id=1) == as_read(before)


def test_a_reminder_that_is_being_added_is_waited_for_and_follows(
    ann: Person, clock: Clock, database: Database, owner: psycopg.Connection
) -> None:
    one, two = database.connect("oye_api", autocommit=False), database.connect("oye_api")
    assert ann.on(one).once("water", clock.now() + HOUR)["state"] == "scheduled"
    with waiting(owner, two, lambda: move(ann.on(two), "Asia/Tokyo")):
        one.commit()
    assert ann.call("reminder_get", reminder_id=1)["state"] == "compute"


def test_a_reminder_that_is_added_meanwhile_waits_and_is_calculated_anew(
    ann: Person, clock: Clock, database: Database, owner: psycopg.Connection
) -> None:
    one, two = database.connect("oye_api", autocommit=False), database.connect("oye_api")
    at = clock.now() + HOUR
    move(ann.on(one), "Asia/Tokyo")
    with waiting(owner, two, lambda: ann.on(two).once("water", at)["state"]) as results:
        one.commit()
    assert results == ["compute"]
