"""Every change of the clocks from 2015 to 2035 in 20 zones, and what a clock on the wall shows."""

from datetime import UTC, datetime, timedelta
from functools import cache

from oye_schedule.zone import load_zone

MINUTE = timedelta(minutes=1)
ZONES = (
    "Europe/Madrid",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Athens",
    "Europe/Chisinau",
    "Atlantic/Azores",
    "America/New_York",
    "America/Los_Angeles",
    "America/St_Johns",
    "America/Havana",
    "America/Sao_Paulo",
    "America/Santiago",
    "America/Asuncion",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Beirut",
    "Asia/Tehran",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
)


def offset(moment: datetime, zone: str) -> timedelta:
    found = moment.astimezone(load_zone(zone)).utcoffset()
    assert found is not None
    return found


@cache
def changes(zone: str) -> tuple[datetime, ...]:
    """The UTC minutes at which the offset changes, found by halving each day."""
    found = []
    day = datetime(2015, 1, 1, tzinfo=UTC)
    while day.year < 2036:
        low, high = day, day + timedelta(days=1)
        if offset(low, zone) != offset(high, zone):
            while high - low > timedelta(minutes=1):
                middle = low + timedelta(minutes=(high - low) // timedelta(minutes=2))
                low, high = (
                    (middle, high) if offset(middle, zone) == offset(low, zone) else (low, middle)
                )
            found.append(high)
        day += timedelta(days=1)
    return tuple(found)


@cache
def shown(zone: str, change: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """(UTC minute, wall minute) of the hours around a change."""
    own = load_zone(zone)
    minutes = [change + number * MINUTE for number in range(-180, 240)]
    return tuple((now, now.astimezone(own).replace(tzinfo=None)) for now in minutes)


def first_time(zone: str, change: datetime) -> dict[datetime, datetime]:
    """Each wall minute around a change to the UTC minute that it means.

    One that comes twice is the first; one that is left out is as far behind the change as it is in
    the gap.
    """
    found: dict[datetime, datetime] = {}
    for now, wall in shown(zone, change):
        found.setdefault(wall, now)
    missing = (change + offset(change - MINUTE, zone)).replace(tzinfo=None)
    at = change
    while missing not in found:
        found[missing] = at
        missing, at = missing + MINUTE, at + MINUTE
    return found
