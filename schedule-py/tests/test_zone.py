"""Zones: where they come from, and what a move from one to another does."""

from datetime import UTC, datetime

import pytest

from oye_schedule.occurrences import next_occurrences
from oye_schedule.problem import ScheduleError
from oye_schedule.schedule import Schedule
from oye_schedule.zone import carried, load_zone, tzdata_version, zone_names

DAILY = Schedule(datetime(2026, 11, 1, 9), None, ("RRULE:FREQ=DAILY",))


def following(accounted: str, old: str, new: str) -> str:
    """The first instant after a move, as wall time of the new zone."""
    after = carried(datetime.fromisoformat(accounted), old=old, new=new)
    found = next_occurrences(DAILY, zone=new, after=after, limit=1).instants[0]
    return found.isoformat(timespec="minutes")


def test_a_move_west_gives_no_date_twice() -> None:
    """Nine o'clock was told in Madrid; New York's nine of the same day is not told again."""
    told = "2026-11-24T09:00:00+01:00"
    assert following(told, "Europe/Madrid", "America/New_York") == "2026-11-25T09:00-05:00"


def test_a_move_east_that_jumps_over_a_slot_gives_it_late() -> None:
    """At 8 in Madrid it is 16 in Tokyo: nine o'clock of that day has passed, and is next."""
    told = "2026-11-24T08:00:00+01:00"
    assert following(told, "Europe/Madrid", "Asia/Tokyo") == "2026-11-24T09:00+09:00"


def test_a_move_east_after_the_slot_gives_the_next_day() -> None:
    told = "2026-11-24T09:00:00+01:00"
    assert following(told, "Europe/Madrid", "Asia/Tokyo") == "2026-11-25T09:00+09:00"


def test_zones_come_from_the_pinned_package() -> None:
    assert "Europe/Madrid" in zone_names()
    assert tzdata_version()[:2] == "20"
    assert str(load_zone("Europe/Madrid")) == "Europe/Madrid"
    summer = datetime(2026, 7, 1, tzinfo=UTC).astimezone(load_zone("Europe/Madrid"))
    assert summer.hour == 2


@pytest.mark.parametrize(
    "name", ["/etc/localtime", "../zones", "Europe/", "europe/madrid", "x" * 999]
)
def test_a_name_is_never_taken_for_a_path(name: str) -> None:
    with pytest.raises(ScheduleError) as caught:
        load_zone(name)
    assert caught.value.slug == "unknown_timezone"
    assert len(caught.value.detail) < 300
