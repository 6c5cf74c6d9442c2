"""Instants and time spans in a person's language."""

from datetime import datetime, timedelta

from babel.dates import format_datetime

from oye_fire.catalogue import Texts
from oye_fire.zone import zone_of


def clock(at: datetime, timezone: str, now: datetime, texts: Texts, *, zone: bool = False) -> str:
    """The time on the reminder's own clock, with the day where it is not today; its zone."""
    where, name = zone_of(timezone)
    local, today = at.astimezone(where), now.astimezone(where)
    shown = f"{local:%H:%M}"
    if local.date() != today.date():
        key = "pattern-day" if local.year == today.year else "pattern-year"
        shown = format_datetime(local, texts(key), locale=texts.language)
    return f"{shown} ({name})" if zone else shown


def span(time: timedelta, texts: Texts) -> str:
    """A time span in its largest unit, rounded down: `4 min`, `2 h`, `3 days`."""
    minutes = int(time.total_seconds()) // 60
    if minutes < 60:
        return texts("minutes", count=minutes)
    if minutes < 48 * 60:
        return texts("hours", count=minutes // 60)
    return texts("days", count=minutes // (24 * 60))
