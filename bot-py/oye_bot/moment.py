"""Instants in the words of a chat: the clock of a zone, and how far away."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def now() -> datetime:
    """The present instant, for words such as "in 10 minutes" only."""
    return datetime.now(UTC)


def zone_of(name: str) -> ZoneInfo:
    """A zone by name; UTC where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def absolute(instant: datetime, zone: str) -> str:
    """`Tue 24 Nov 2026, 09:00 (Europe/Madrid)`."""
    at = instant.astimezone(zone_of(zone))
    return f"{at:%a} {at.day} {at:%b %Y}, {clock(instant, zone)} ({at.tzinfo})"


def clock(instant: datetime, zone: str) -> str:
    """`09:00`, or `09:00:07` where it is not a whole minute."""
    at = instant.astimezone(zone_of(zone))
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"


def short(instant: datetime, zone: str, present: datetime) -> str:
    """`09:00` today, `Tue 24 Nov 09:00` on another day, with the year where that is another."""
    at, today = instant.astimezone(zone_of(zone)), present.astimezone(zone_of(zone))
    if at.date() == today.date():
        return clock(instant, zone)
    year = "" if at.year == today.year else f" {at.year}"
    return f"{at:%a} {at.day} {at:%b}{year} {clock(instant, zone)}"


def relative(instant: datetime, present: datetime) -> str:
    """`in 2 hours`, `3 days ago`, `now`: in the largest unit that is whole, or there twice."""
    seconds = round((instant - present).total_seconds())
    away = abs(seconds)
    if away == 0:
        return "now"
    for name, size in UNITS:
        # A second was lost between the reckoning and the telling: 3,599 s are an hour.
        if away >= 1.95 * size or abs(away - size) < 0.02 * size:
            count = round(away / size)
            words = f"{count} {name}" + ("" if count == 1 else "s")
            return f"in {words}" if seconds > 0 else f"{words} ago"
    raise AssertionError("a second is the smallest unit")


def tomorrow(present: datetime, zone: str, default_time: str) -> str:
    """Tomorrow at `HH:MM` on the clock of a zone, as an ISO local time."""
    today: date = present.astimezone(zone_of(zone)).date()
    at = datetime.combine(today + timedelta(days=1), time.fromisoformat(default_time))
    return at.isoformat(timespec="seconds")
