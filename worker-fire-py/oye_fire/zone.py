"""Time zones, as far as this machine knows them."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_of(name: str) -> tuple[ZoneInfo, str]:
    """The zone and its name; UTC where this machine does not know it, rather than no reminder."""
    try:
        return ZoneInfo(name), name
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC"), "UTC"


def rfc3339(moment: datetime, timezone: str) -> str:
    """An instant with the offset of its zone."""
    return moment.astimezone(zone_of(timezone)[0]).isoformat()
