"""api.timezone_preview: what a move to another zone would recalculate, and after when."""

from datetime import timedelta

import pytest
from oye_sql.testcall import Person, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)


@pytest.fixture
def moving(ann: Person, clock: Clock) -> Person:
    """Ann is in UTC at 08:00, with a floating and a pinned reminder, both at 09:00."""
    ann.once("floats", clock.now() + HOUR)
    ann.once("pinned", clock.now() + HOUR, timezone="UTC")
    return ann


def test_only_what_floats_would_move(moving: Person) -> None:
    found = moving.call("timezone_preview", timezone="Asia/Tokyo")
    assert [one["text"] for one in found["items"]] == ["floats"]
    assert found["timezone"] == "UTC"


def test_it_is_accounted_for_until_the_same_wall_time_there(moving: Person) -> None:
    [one] = moving.call("timezone_preview", timezone="Asia/Tokyo")["items"]
    assert one["accounted_until"] == "2026-11-23T23:00:00+00:00"


def test_nothing_is_changed(moving: Person) -> None:
    before = moving.call("reminder_get", reminder_id=1)
    moving.call("timezone_preview", timezone="Asia/Tokyo")
    assert moving.call("reminder_get", reminder_id=1) == before
    assert moving.call("me_get")["timezone"] == "UTC"


def test_a_zone_that_is_not_known_is_refused(moving: Person) -> None:
    with refused(422, "unknown_timezone", "timezone"):
        moving.call("timezone_preview", timezone="Mars/Olympus")
