"""COUNT ends a series where walking through it does, though whole days and sets are counted."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from oye_schedule.occurrences import SEARCHED, UNCOUNTED, next_occurrences
from oye_schedule.problem import ScheduleError
from oye_schedule.schedule import Schedule, check

# Changes of an hour and of half an hour, and an offset of 44 minutes and 30 seconds until 1972.
ZONES = ("UTC", "Europe/Madrid", "Australia/Lord_Howe", "Africa/Monrovia")
FREQS = ("MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
# No hour that a change of the clocks leaves out: two that it moves into one are counted as two.
HOURS = range(4, 24)
PARTS = {
    "INTERVAL": ("1", "2", "5", "7", "59", "90", "1009"),
    "BYMONTH": ("3,4", "10"),
    "BYMONTHDAY": ("1,2,15,-1", "28,29,30"),
    "BYDAY": ("SU", "MO,TU,SA"),
    "BYHOUR": ("4,5,6,20", "23"),
    "BYMINUTE": ("0,1,30,59", "44"),
    "BYSECOND": ("0,30", "15"),
    "BYSETPOS": ("1,-1", "2"),
    "WKST": ("SU",),
}


def random_rule(dice: random.Random, freq: str) -> str:
    names = dice.sample(sorted(PARTS), dice.randint(0, 4))
    return ";".join([f"FREQ={freq}", *(f"{name}={dice.choice(PARTS[name])}" for name in names)])


def first(rule: str, start: datetime, zone: str, limit: int) -> tuple[datetime, ...]:
    schedule = Schedule(start, zone, (f"RRULE:{rule}",))
    return next_occurrences(schedule, zone="UTC", after=None, limit=limit).instants


@pytest.mark.parametrize("zone", ZONES)
def test_a_count_ends_where_walking_does(zone: str) -> None:
    dice = random.Random(zone)
    compared = 0
    for number in range(300):
        rule = random_rule(dice, FREQS[number % len(FREQS)])
        start = datetime(1965, 3, 1) + timedelta(seconds=dice.randrange(20 * 366 * 86_400))
        start = start.replace(hour=dice.choice(HOURS))
        count = dice.choice((1, 2, 7, 40, 300))
        walked = first(rule, start, zone, count)
        # A series that reaches further than 100 years has no end that could be found.
        if len(walked) == count and walked[-1].year < start.year + 99:
            counted = first(f"{rule};COUNT={count}", start, zone, count + 1)
            assert counted == walked, f"{rule} from {start}"
            compared += 1
    assert compared > 150


NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
UNCOUNTABLE = "RRULE:FREQ=HOURLY;COUNT=100000;BYDAY=SU"
# Its second comes a second earlier each day, so that it meets its time in about 58 years.
SELDOM = "RRULE:FREQ=SECONDLY;INTERVAL=86399;BYHOUR=3;BYMINUTE=7;BYSECOND=1"


@pytest.mark.parametrize(
    "more",
    [(), ("RRULE:FREQ=YEARLY",), ("RDATE:20271124T090000",), ("RDATE:20271124", "EXDATE:20270103")],
)
@pytest.mark.parametrize("after", [None, NOW])
def test_a_count_without_an_end_is_told_whatever_comes_beside_it(
    more: tuple[str, ...], after: datetime | None
) -> None:
    for lines in ((UNCOUNTABLE, *more), (*more, UNCOUNTABLE)):
        schedule = Schedule(datetime(2026, 1, 1, 9), "Europe/Madrid", lines)
        found = next_occurrences(schedule, zone="UTC", after=after, limit=3)
        assert (found.instants, found.ended, found.reason) == ((), True, UNCOUNTED)
        with pytest.raises(ScheduleError) as refusal:
            check(schedule, zone="UTC", now=NOW)
        assert (refusal.value.slug, refusal.value.detail) == ("never_matches", UNCOUNTED)


def test_every_hour_100000_times_is_counted() -> None:
    """Across eleven years of clocks that change: hours that have passed are counted."""
    for rule, passed in (
        ("FREQ=HOURLY;COUNT=100000", timedelta(hours=99_999)),
        ("FREQ=MINUTELY;INTERVAL=90;COUNT=100000", timedelta(minutes=90 * 99_999)),
    ):
        start = datetime(2026, 1, 1, 9, 7)
        schedule = Schedule(start, "Europe/Madrid", (f"RRULE:{rule}",))
        last = datetime(2026, 1, 1, 8, 7, tzinfo=UTC) + passed
        found = next_occurrences(schedule, zone="UTC", after=last - timedelta(seconds=1), limit=2)
        assert [moment.astimezone(UTC) for moment in found.instants] == [last]
        assert found.ended


@pytest.mark.parametrize("zone", ["UTC", "Europe/Madrid", "Australia/Lord_Howe"])
def test_every_full_hour_100000_times_is_counted(zone: str) -> None:
    lines = ("RRULE:FREQ=HOURLY;BYMINUTE=0;COUNT=100000",)
    schedule = Schedule(datetime(2026, 1, 1, 9, 7), zone, lines)
    assert len(next_occurrences(schedule, zone="UTC", after=NOW, limit=2).instants) == 2


def test_what_hardly_ever_comes_takes_nothing_from_what_comes_often() -> None:
    lines = (SELDOM, "RRULE:FREQ=HOURLY", "RRULE:FREQ=YEARLY")
    schedule = Schedule(datetime(2026, 1, 1, 9), "UTC", lines)
    found = next_occurrences(schedule, zone="UTC", after=NOW, limit=2)
    assert found.instants == (NOW + timedelta(hours=1), NOW + timedelta(hours=2))


def test_nothing_is_told_beyond_what_every_rule_was_searched_for() -> None:
    """The yearly ones are not all that come, from where the other rule was given up on."""
    schedule = Schedule(datetime(2026, 1, 1, 9), "UTC", (SELDOM, "RRULE:FREQ=YEARLY"))
    told: list[datetime] = []
    after: datetime | None = None
    while not told or told[-1].year < 2100:
        found = next_occurrences(schedule, zone="UTC", after=after, limit=50)
        assert found.instants
        assert not found.ended
        told += found.instants
        after = told[-1]
    yearly = [moment for moment in told if moment.hour == 9]
    assert [moment.year for moment in yearly] == list(range(2026, yearly[-1].year + 1))
    assert len(told) == len(yearly) + 1
    far = Schedule(datetime(2026, 1, 1, 9), "UTC", (SELDOM, "RRULE:FREQ=YEARLY;INTERVAL=40"))
    nothing = next_occurrences(far, zone="UTC", after=NOW, limit=1)
    assert (nothing.instants, nothing.reason) == ((), SEARCHED)
