"""The dates of RDATE and EXDATE lines (RFC 5545 sections 3.8.5.1 and 3.8.5.2)."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from oye_schedule.rule import refuse
from oye_schedule.zone import DAY, instant_of, load_zone, slot_of, to_instant

_FORM = re.compile(r"\d{4}-?\d\d-?\d\d(T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)


class Stamp(NamedTuple):
    """A date: `second` is an instant if `utc`, else a slot of `zone`.

    `zone` None is the schedule's own. `whole_day` says that only a date was given.
    """

    second: int
    utc: bool
    whole_day: bool
    zone: str | None

    def instant(self, own: ZoneInfo, time_of_day: int) -> int:
        """The UTC second that is meant; a mere date takes the start's time of day."""
        if self.utc:
            return self.second
        zone = own if self.zone is None else load_zone(self.zone)
        return to_instant(self.second + (time_of_day if self.whole_day else 0), zone)

    @property
    def day(self) -> int:
        """The ordinal day of its wall time."""
        return self.second // DAY


def read_stamps(name: str, parameters: str, value: str) -> list[Stamp]:
    """The dates of a line, of `;TZID=…` and what follows the colon; `ScheduleError` otherwise."""
    zone = None
    for parameter in filter(None, parameters.split(";")):
        key, _, content = parameter.partition("=")
        if key.upper() == "TZID":
            zone = content.strip('"')
            load_zone(zone)
        elif key.upper() != "VALUE":
            raise refuse(f"{name} takes the parameters TZID and VALUE, not {key[:20]!r}")
    return [_stamp(name, item.strip().partition("/")[0], zone) for item in value.split(",")]


def _stamp(name: str, text: str, zone: str | None) -> Stamp:
    form = _FORM.fullmatch(text.upper())
    try:
        moment = datetime.fromisoformat(form[0]) if form else None
    except ValueError:
        moment = None
    if form is None or moment is None:
        raise refuse(
            f"{name}: {text[:30]!r} is no date; write 20261224T090000, 20261224T080000Z or 20261224"
        )
    if not 2 <= moment.year <= 9990:
        raise refuse(f"{name}: the year {moment.year} is out of range")
    if moment.tzinfo is not None:
        return Stamp(instant_of(moment), True, False, None)
    return Stamp(slot_of(moment), False, form[1] is None, zone)


def not_before(stamps: tuple[Stamp, ...], low: int | None) -> Iterator[Stamp]:
    """Those that may mean an instant at or after `low`, which None leaves open.

    Between a stamp and its instant lie a time of day and an offset, each less than a day.
    """
    return (stamp for stamp in stamps if low is None or stamp.second > low - 2 * DAY)
