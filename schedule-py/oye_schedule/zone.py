"""IANA zones from the pinned tzdata package, and the way from wall time to an instant.

A moment is a whole number of seconds: days since 0001-01-01 (proleptic ordinal) times 86,400 plus
the second of the day. On the wall it is called a slot, in UTC an instant; both use the same scale.

A wall time in a gap moves forward by the gap and one in an overlap is the first of the two: that is
what `fold=0` means in PEP 495, so one addition of the offset does both.
"""

import pkgutil
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from zoneinfo import ZoneInfo

import tzdata  # type: ignore[import-untyped]  # it holds data and one constant

from oye_schedule.problem import ScheduleError

DAY = 86_400
# The second of 1970-01-01 on the scale of instants.
UNIX = datetime(1970, 1, 1).toordinal() * DAY
_FIRST = datetime(1, 1, 1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)


def tzdata_version() -> str:
    """The IANA release that every answer of this process rests on, such as `2025b`."""
    return str(tzdata.IANA_VERSION)


def zone_digest(name: str) -> str:
    """SHA-256 (hex) of a zone's rules in this release; that of nothing for a zone it lacks.

    Two releases that agree on a zone have the same digest, so that only what changed need be
    calculated again.
    """
    known = name in zone_names()
    data = pkgutil.get_data("tzdata", f"zoneinfo/{name}") if known else None
    return sha256(data or b"").hexdigest()


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """Every zone name that the pinned tzdata package knows."""
    listed = pkgutil.get_data("tzdata", "zones") or b""
    return frozenset(listed.decode("ascii").split())


@lru_cache(maxsize=1024)
def load_zone(name: str) -> ZoneInfo:
    """The zone called `name`; `ScheduleError` unknown_timezone with close names otherwise.

    The package's data is read, never the system's: two machines with the same lock file give the
    same answers.
    """
    if name not in zone_names():
        # Imported here: only a wrong name needs it, and an engine's start is paid every minute.
        from difflib import get_close_matches

        close = tuple(get_close_matches(name, sorted(zone_names()), n=3, cutoff=0.75))
        hint = (
            f"; did you mean {' or '.join(close)}?" if close else ", such as Europe/Madrid or UTC"
        )
        raise ScheduleError(
            "unknown_timezone",
            f"{name[:60]!r} is no IANA time zone{hint}",
            field="timezone",
            choices=close,
        )
    data = pkgutil.get_data("tzdata", f"zoneinfo/{name}") or b""
    return ZoneInfo.from_file(BytesIO(data), key=name)


def year_of_day(day: int) -> int:
    """The year of an ordinal day."""
    return date.fromordinal(day).year


def slot_of(local: datetime) -> int:
    """The second of a naive wall time (microseconds are dropped)."""
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    return local.toordinal() * DAY + seconds


def local_of(slot: int) -> datetime:
    """The naive wall time of a slot."""
    return _FIRST + timedelta(seconds=slot - DAY)


def instant_of(moment: datetime) -> int:
    """The UTC second of an aware datetime, rounded down."""
    return UNIX + (moment - _EPOCH) // _SECOND


def moment_of(instant: int, zone: ZoneInfo) -> datetime:
    """The aware datetime of a UTC second, in `zone`."""
    return datetime.fromtimestamp(instant - UNIX, zone)


def _offset(clock: datetime, zone: ZoneInfo) -> int:
    """What a zone says of a datetime: it reads its fields and fold, whatever zone they are of."""
    offset = zone.utcoffset(clock)
    assert offset is not None
    return offset.days * DAY + offset.seconds


def offset_at_slot(slot: int, zone: ZoneInfo) -> int:
    """Seconds east of UTC that resolve a wall time: before a gap, first of an overlap."""
    return _offset(datetime.fromtimestamp(slot - UNIX, UTC), zone)


def offset_at_instant(instant: int, zone: ZoneInfo) -> int:
    """Seconds east of UTC in force at a UTC second."""
    return _offset(datetime.fromtimestamp(instant - UNIX, zone), zone)


def to_instant(slot: int, zone: ZoneInfo) -> int:
    """The UTC second of a wall time: gap forward by the gap, overlap the first time."""
    return slot - offset_at_slot(slot, zone)


def to_slot(instant: int, zone: ZoneInfo) -> int:
    """The wall time that a clock in `zone` shows at a UTC second."""
    return instant + offset_at_instant(instant, zone)
