"""Instants as people read them, in English whatever the locale."""

from datetime import UTC, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0


@cache
def zone_of(name: str) -> tzinfo | None:
    """The zone, or None where this machine doesn't know it."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None


def local(instant: datetime, zone: str) -> datetime:
    """The instant on the zone's clock; as it came where the zone is not known here."""
    found = zone_of(zone)
    return instant.astimezone(found) if found else instant


def clock(moment: datetime) -> str:
    """09:00, or 11:30:10 where the seconds say something."""
    return moment.strftime("%H:%M:%S" if moment.second else "%H:%M")


def day(moment: datetime, *, year: bool) -> str:
    """Tue 24 Nov 2026."""
    said = f"{DAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]}"
    return f"{said} {moment.year}" if year else said


def zone_label(instant: datetime, zone: str) -> str:
    """The zone's name; the offset where only that is certain."""
    return zone if zone_of(zone) else f"UTC{instant:%z}"


def absolute(instant: datetime, zone: str) -> str:
    """Tue 24 Nov 2026 09:00 Europe/Madrid."""
    moment = local(instant, zone)
    return f"{day(moment, year=True)} {clock(moment)} {zone_label(instant, zone)}"


def short(instant: datetime, zone: str, now: datetime) -> str:
    """Tue 24 Nov 09:00; with the year where it is another one."""
    moment = local(instant, zone)
    return f"{day(moment, year=moment.year != local(now, zone).year)} {clock(moment)}"


def brief(instant: datetime, zone: str, now: datetime) -> str:
    """11:30:10 today, else as short() says."""
    moment = local(instant, zone)
    return clock(moment) if moment.date() == local(now, zone).date() else short(instant, zone, now)


def relative(instant: datetime, now: datetime) -> str:
    """In 10 seconds, 2 days ago, now."""
    seconds = (instant.astimezone(UTC) - now.astimezone(UTC)).total_seconds()
    if abs(seconds) < 0.5:
        return "now"
    return f"in {length(seconds)}" if seconds > 0 else f"{length(-seconds)} ago"


def length(seconds: float) -> str:
    """A span in the unit that suits it, rounded: 45 seconds, 1 hour 30 minutes, 3 weeks."""
    if seconds < MINUTE - 0.5:
        # Instants are whole seconds, rounded up: what was asked for "in 10 seconds" is 10.7 away,
        # or 9.95 where the answer took its time.
        return count(int(seconds + 0.1), "second")
    if seconds < HOUR - 30:
        return count(seconds / MINUTE, "minute")
    if seconds < 6 * HOUR - 30:
        hours, minutes = divmod(round(seconds / MINUTE), 60)
        return count(hours, "hour") + (f" {count(minutes, 'minute')}" if minutes else "")
    if seconds < 1.95 * DAY:
        return count(seconds / HOUR, "hour")
    if seconds < 13.5 * DAY:
        return count(seconds / DAY, "day")
    if seconds < 59.5 * DAY:
        return count(seconds / DAY / 7, "week")
    if seconds < 729 * DAY:
        return count(seconds / DAY / 30.44, "month")
    return count(seconds / DAY / 365.2425, "year")


def count(number: float, unit: str) -> str:
    """1 day, 3 days; never none."""
    whole = max(round(number), 1)
    return f"{whole} {unit}" if whole == 1 else f"{whole} {unit}s"
