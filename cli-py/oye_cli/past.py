"""Moments of the past on the command line: 7d, yesterday, a date, a date and time."""

from datetime import UTC, datetime, time, timedelta, tzinfo

from oye_cli import duration
from oye_cli.moment import zone_of

EXAMPLES = "7d (ago), today, yesterday, 2026-11-23, 2026-11-23T09:00 or with an offset at its end"

Moment = datetime | timedelta | str


def parse(said: str) -> Moment | None:
    """A span back from now, a word for a day, or a date-time; None where it is none of them."""
    said = said.strip()
    if said.lower() in ("today", "yesterday"):
        return said.lower()
    if (span := duration.span(said)) is not None and not said.isdigit():
        return span
    try:
        return datetime.fromisoformat(said) if "-" in said else None
    except ValueError:
        return None


def needs_zone(moment: Moment) -> bool:
    """Whether a zone is needed to make an instant of it."""
    return isinstance(moment, str) or (isinstance(moment, datetime) and moment.tzinfo is None)


def resolve(moment: Moment, zone: str, now: datetime | None = None) -> datetime:
    """The instant; words and local times are of the zone (UTC where this machine lacks it)."""
    found: tzinfo = zone_of(zone) or UTC
    here = (now or datetime.now(UTC)).astimezone(found)
    if isinstance(moment, timedelta):
        return here - moment
    if isinstance(moment, str):
        day = here.date() - timedelta(days=1 if moment == "yesterday" else 0)
        return datetime.combine(day, time(), found)
    return moment if moment.tzinfo else moment.replace(tzinfo=found)
