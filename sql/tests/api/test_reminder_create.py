from datetime import timedelta

import psycopg
import pytest
from oye_sql.testcall import Calc, Fire, Person, as_read, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)


def test_numbers_count_from_one_for_each_person(ann: Person, bob: Person, clock: Clock) -> None:
    at = clock.now() + HOUR
    assert [ann.once("one", at)["id"], ann.once("two", at)["id"]] == [1, 2]
    assert bob.once("one", at)["id"] == 1


def test_a_number_is_never_reused(ann: Person, clock: Clock) -> None:
    at = clock.now() + HOUR
    ann.once("one", at)
    ann.call("reminder_delete", reminder_id=1)
    assert ann.once("two", at)["id"] == 2


def test_a_number_is_not_reused_after_the_finished_reminder_is_removed_for_good(
    ann: Person, clock: Clock, owner: psycopg.Connection
) -> None:
    ann.once("one", clock.now() + HOUR)
    ann.call("occurrence_done", reminder_id=1)
    owner.execute("delete from core.reminder_finished")
    assert ann.once("two", clock.now() + HOUR)["id"] == 2


def test_without_a_calculation_it_is_left_to_worker_calc(
    ann: Person, clock: Clock, calc: Calc
) -> None:
    made = ann.call("reminder_create", text="water", starts_at="2026-11-24 09:00")
    assert (made["state"], made["next_occurrence"]) == ("compute", None)
    assert [row["reminder_id"] for row in calc.claim()] == [1]


def test_a_calculation_for_another_zone_than_the_person_has_by_now_is_left_to_worker_calc(
    ann: Person, clock: Clock
) -> None:
    made = ann.once("water", clock.now() + HOUR, zone="Europe/Madrid")
    assert (made["state"], made["next_occurrence"]) == ("compute", None)


def test_an_instant_that_passes_while_the_request_is_on_its_way_is_told_at_once(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    """ "in 1 second" on a slow line: it was in the future when it was calculated."""
    made = ann.once("water", clock.now() - timedelta(seconds=1))
    assert made["state"] == "scheduled"
    fire.deliver()
    [occurrence] = ann.call("occurrence_list")["items"]
    assert (occurrence["outcome"], occurrence["due_at"]) == (
        "delivered",
        "2026-11-24T07:59:59+00:00",
    )


def test_an_instant_that_is_long_past_is_left_to_worker_calc(ann: Person, clock: Clock) -> None:
    made = ann.once("water", clock.now() - HOUR)
    assert (made["state"], made["next_occurrence"]) == ("compute", None)


def test_all_that_was_said_is_kept(ann: Person, clock: Clock) -> None:
    ann.hook()
    made = ann.series(
        "stretch",
        [clock.now() + HOUR, clock.now() + 25 * HOUR],
        recurrence=["RRULE:FREQ=DAILY", "EXDATE:20261226T090000"],
        timezone="Europe/Madrid",
        zone="Europe/Madrid",
        said="stretch every day",
        tags=["body", "home"],
        channels=[1, 2],
        catch_up="all",
        grace_seconds=60,
    )
    assert made["schedule"]["recurrence"] == ["RRULE:FREQ=DAILY", "EXDATE:20261226T090000"]
    assert (made["schedule"]["timezone"], made["timezone"]) == ("Europe/Madrid", "Europe/Madrid")
    assert (made["said"], made["tags"], made["channels"]) == (
        "stretch every day",
        ["body", "home"],
        [1, 2],
    )
    assert (made["catch_up"], made["grace_seconds"]) == ("all", 60)
    assert made["next_occurrence"] == "2026-11-24T09:00:00+00:00"
    assert made["upcoming"] == ["2026-11-25T09:00:00+00:00"]
    assert ann.call("reminder_get", reminder_id=1) == as_read(made)


def test_a_zone_that_is_not_known_is_refused(ann: Person, clock: Clock) -> None:
    for zone in ("Mars/Olympus", "X5", ""):
        with refused(422, "unknown_timezone", "when.timezone"):
            ann.once("water", clock.now() + HOUR, timezone=zone)


@pytest.mark.parametrize(
    ("channels", "slug"), [([], "channels_empty"), ([1, 9], "channel_unknown")]
)
def test_channels_that_the_person_does_not_have_are_refused(
    ann: Person, clock: Clock, channels: list[int], slug: str
) -> None:
    with refused(422, slug, "channels"):
        ann.once("water", clock.now() + HOUR, channels=channels)
    assert ann.call("me_get")["active"] == 0
