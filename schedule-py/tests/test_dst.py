"""Schedules around each gap and overlap of clock_changes."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from oye_schedule.occurrences import next_occurrences
from oye_schedule.schedule import Schedule
from oye_schedule.zone import load_zone

from .clock_changes import MINUTE, ZONES, changes, first_time, offset, shown


def daily(wall: datetime, zone: str) -> Schedule:
    start = (wall - timedelta(days=3)).replace(tzinfo=None)
    return Schedule(start, zone, ("RRULE:FREQ=DAILY",))


@pytest.mark.parametrize("zone", ZONES)
def test_a_time_in_a_gap_moves_forward_by_the_gap(zone: str) -> None:
    """10 minutes into the gap comes as long after the change as 10 minutes are."""
    gaps = 0
    for change in changes(zone):
        before, after = (offset(change + timedelta(minutes=m), zone) for m in (-1, 0))
        if after <= before:
            continue
        gaps += 1
        wall = (change + before).replace(tzinfo=None) + timedelta(minutes=10)
        found = next_occurrences(
            daily(wall, zone), zone="UTC", after=change - timedelta(hours=20), limit=2
        ).instants
        assert found[0] == change + timedelta(minutes=10)
        assert found[0].replace(tzinfo=None) == wall + (after - before)
        assert found[1].replace(tzinfo=None) == wall + timedelta(days=1)
    assert gaps > 0


@pytest.mark.parametrize("zone", ZONES)
def test_a_time_in_an_overlap_comes_once_the_first_time(zone: str) -> None:
    for change in changes(zone):
        before, after = (offset(change + timedelta(minutes=m), zone) for m in (-1, 0))
        if after >= before:
            continue
        wall = (change + before).replace(tzinfo=None) - timedelta(minutes=10)
        first = change - timedelta(minutes=10)
        schedule = daily(wall, zone)
        found = next_occurrences(schedule, zone="UTC", after=first - timedelta(hours=1), limit=2)
        # Python never calls a moment of an overlap equal to one of another zone.
        assert found.instants[0].timestamp() == first.timestamp()
        assert found.instants[1].replace(tzinfo=None) == wall + timedelta(days=1)
        again = next_occurrences(schedule, zone="UTC", after=first, limit=1).instants[0]
        assert again == found.instants[1]


def found_between(schedule: Schedule, change: datetime, limit: int) -> list[datetime]:
    """The instants of the hours around a change, in UTC; there must be fewer than `limit`."""
    low, high = change - 180 * MINUTE, change + 240 * MINUTE
    found = next_occurrences(schedule, zone="UTC", after=low - MINUTE, limit=limit).instants
    moments = [moment.astimezone(UTC) for moment in found]
    assert len(moments) < limit or moments[-1] >= high
    return [moment for moment in moments if moment < high]


@pytest.mark.parametrize("zone", ZONES)
def test_a_one_off_and_a_day_of_a_series_mean_the_same_instant(zone: str) -> None:
    for change in changes(zone):
        walls = first_time(zone, change)
        for wall in sorted(walls)[::13]:
            start = wall - timedelta(days=3)
            for schedule in (
                Schedule(wall, zone),
                Schedule(start, zone, ("RRULE:FREQ=DAILY",)),
                Schedule(start, zone, (f"RDATE:{wall:%Y%m%dT%H%M%S}",)),
            ):
                assert found_between(schedule, change, 2) == [walls[wall]], (wall, schedule)


@pytest.mark.parametrize("zone", ZONES)
def test_named_hours_come_once_each_and_minutes_of_every_hour_as_often_as_shown(zone: str) -> None:
    """A rule that names hours follows the wall; one that doesn't, the time that passes."""
    for change in changes(zone):
        start = change.replace(tzinfo=None, hour=0, minute=0) - timedelta(days=4)
        named = Schedule(start, zone, ("RRULE:FREQ=MINUTELY;BYHOUR=0,1,2,3;BYMINUTE=0,1,20,59",))
        walls = first_time(zone, change).items()
        once = {at for wall, at in walls if wall.hour < 4 and wall.minute in (0, 1, 20, 59)}
        assert found_between(named, change, 50) == sorted(once)
        hourly = Schedule(start, zone, ("RRULE:FREQ=HOURLY;BYMINUTE=10,40",))
        passing = [now for now, wall in shown(zone, change) if wall.minute in (10, 40)]
        assert found_between(hourly, change, 20) == passing
        minutely = Schedule(start, zone, ("RRULE:FREQ=MINUTELY",))
        assert found_between(minutely, change, 421) == [now for now, _ in shown(zone, change)]


@pytest.mark.parametrize("zone", ZONES)
def test_every_90_minutes_counts_elapsed_time(zone: str) -> None:
    for change in changes(zone):
        start = (change - timedelta(days=2)).astimezone(load_zone(zone)).replace(tzinfo=None)
        schedule = Schedule(start, zone, ("RRULE:FREQ=MINUTELY;INTERVAL=90",))
        found = next_occurrences(
            schedule, zone="UTC", after=change - timedelta(hours=6), limit=9
        ).instants
        steps = {b.timestamp() - a.timestamp() for a, b in pairwise(found)}
        assert steps == {5400.0}


def test_nine_in_the_morning_stays_nine() -> None:
    schedule = Schedule(datetime(2015, 1, 1, 9), "Europe/Madrid", ("RRULE:FREQ=DAILY",))
    after = datetime(2026, 1, 1, tzinfo=UTC)
    found = next_occurrences(schedule, zone="UTC", after=after, limit=365).instants
    assert {(moment.hour, moment.minute) for moment in found} == {(9, 0)}


def test_equal_instants_merge_and_later_ones_keep_their_order() -> None:
    """02:30 moves to 03:30 and meets the other; 03:00 comes before both."""
    rule = "RRULE:FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,30"
    schedule = Schedule(datetime(2026, 3, 28, 2), "Europe/Madrid", (rule,))
    after = datetime(2026, 3, 28, 22, tzinfo=UTC)
    found = next_occurrences(schedule, zone="UTC", after=after, limit=3).instants
    assert [f"{moment:%d %H:%M}" for moment in found] == ["29 03:00", "29 03:30", "30 02:00"]


def test_a_day_that_a_zone_skips_moves_to_the_next() -> None:
    """Samoa had no 30 December 2011."""
    schedule = Schedule(datetime(2011, 12, 29, 9), "Pacific/Apia", ("RRULE:FREQ=DAILY",))
    found = next_occurrences(schedule, zone="UTC", after=None, limit=3).instants
    assert [moment.day for moment in found] == [29, 31, 1]


def test_a_floating_schedule_follows_the_person() -> None:
    schedule = Schedule(datetime(2026, 11, 24, 9), None)
    for zone in ("Europe/Madrid", "Asia/Tokyo"):
        moment = next_occurrences(schedule, zone=zone, after=None, limit=1).instants[0]
        assert (moment.hour, str(moment.tzinfo)) == (9, zone)


def test_an_hour_of_the_wall_clock_keeps_an_hourly_rule_on_the_wall() -> None:
    """Every second hour from 9 to 17 is 9, 11, … in winter too."""
    rule = "RRULE:FREQ=HOURLY;INTERVAL=2;BYHOUR=9,11,13,15,17"
    schedule = Schedule(datetime(2026, 10, 24, 9), "Europe/Madrid", (rule,))
    after = datetime(2026, 10, 25, 12, tzinfo=UTC)
    found = next_occurrences(schedule, zone="UTC", after=after, limit=4).instants
    assert [moment.hour for moment in found] == [15, 17, 9, 11]


def test_an_hour_comes_on_the_day_that_the_wall_shows() -> None:
    """Lord Howe moves its clocks by 30 minutes, so that an hour counted in summer ends at half past
    in winter, on the day after."""
    rule = "RRULE:FREQ=HOURLY;BYDAY=SU"
    schedule = Schedule(datetime(2026, 1, 4, 15, 53), "Australia/Lord_Howe", (rule,))
    after = datetime(2026, 7, 1, tzinfo=UTC)
    found = next_occurrences(schedule, zone="UTC", after=after, limit=48).instants
    wall = [moment.strftime("%a %d %H:%M") for moment in found]
    assert wall == [f"Sun {day:02} {hour:02}:23" for day in (5, 12) for hour in range(24)]
