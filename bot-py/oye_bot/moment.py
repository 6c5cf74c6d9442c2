"""Instants in the words of a chat: the clock of a zone, and how far away."""

import math
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_datetime, format_timedelta

from oye_bot.catalogue import Texts

Unit = Literal["day", "hour", "minute", "second"]
UNITS: tuple[tuple[Unit, int], ...] = (
    ("day", 86_400),
    ("hour", 3_600),
    ("minute", 60),
    ("second", 1),
)


def now() -> datetime:
    """The present instant, for words such as "in 10 minutes" only."""
    return datetime.now(UTC)


def zone_of(name: str) -> ZoneInfo:
    """A zone by name; UTC where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def written(at: datetime, pattern: str, texts: Texts) -> str:
    """A local time by a pattern of the catalogue (Unicode LDML date fields)."""
    return format_datetime(at, texts(pattern), locale=texts.language)


def absolute(instant: datetime, zone: str, texts: Texts) -> str:
    """`Tue 24 Nov 2026, 09:00 (Europe/Madrid)`."""
    at = instant.astimezone(zone_of(zone))
    return f"{written(at, 'date-long', texts)}, {clock(instant, zone)} ({at.tzinfo})"


def clock(instant: datetime, zone: str) -> str:
    """`09:00`, or `09:00:07` where it is not a whole minute."""
    at = instant.astimezone(zone_of(zone))
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"


def short(instant: datetime, zone: str, present: datetime, texts: Texts) -> str:
    """`09:00` today, `Tue 24 Nov 09:00` on another day, with the year where that is another."""
    at, today = instant.astimezone(zone_of(zone)), present.astimezone(zone_of(zone))
    if at.date() == today.date():
        return clock(instant, zone)
    pattern = "date-short" if at.year == today.year else "date-long"
    return f"{written(at, pattern, texts)} {clock(instant, zone)}"


def relative(instant: datetime, present: datetime, texts: Texts) -> str:
    """`in 2 hours`, `3 days ago`, `now`: in the largest unit that is whole, or there twice."""
    seconds = round((instant - present).total_seconds())
    away = abs(seconds)
    if away == 0:
        return texts("now")
    for name, size in UNITS:
        # A second was lost between the reckoning and the telling: 3,599 s are an hour.
        if away >= 1.95 * size or abs(away - size) < 0.02 * size:
            span = timedelta(seconds=math.copysign(round(away / size) * size, seconds))
            return format_timedelta(
                span,
                granularity=name,
                threshold=math.inf,
                add_direction=True,
                locale=texts.language,
            )
    raise AssertionError("a second is the smallest unit")


def day_at(day: date, clock_time: str) -> str:
    """A day at `HH:MM`, as an ISO local time."""
    return datetime.combine(day, time.fromisoformat(clock_time)).isoformat(timespec="seconds")


def tomorrow(present: datetime, zone: str, default_time: str) -> str:
    """Tomorrow at `HH:MM` on the clock of a zone, as an ISO local time."""
    return day_at(present.astimezone(zone_of(zone)).date() + timedelta(days=1), default_time)
