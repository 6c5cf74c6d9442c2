"""COUNT ends a series where walking through it does, though whole days and sets are counted."""

import random
from datetime import datetime, timedelta

import pytest

from oye_schedule.occurrences import next_occurrences
from oye_schedule.schedule import Schedule

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
