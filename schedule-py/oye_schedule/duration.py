"""ISO 8601 durations, and what waits for so long after an answer."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from oye_schedule.problem import ScheduleError
from oye_schedule.zone import instant_of, slot_of, to_instant

MOST_DAYS = 36_525
_FORM = re.compile(
    r"P(?:(\d{1,5})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,5})D)?"
    r"(T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Duration:
    """Months and days by the calendar, seconds as they elapse."""

    months: int
    days: int
    seconds: int


def _refuse(text: str) -> ScheduleError:
    return ScheduleError(
        "bad_duration",
        f"{text[:30]!r} is no duration; write P3D for three days, P1M, or PT90M for 90 minutes",
        field="after_done",
    )


@lru_cache(maxsize=1024)
def parse_duration(text: str) -> Duration:
    """A duration such as `P3D`, `P1Y6M` or `PT90M`; ScheduleError bad_duration for others."""
    match = _FORM.fullmatch(text.strip().upper())
    if match is None or match[5] == "T":
        raise _refuse(text)
    years, months, weeks, days, hours, minutes, seconds = (
        int(match[group] or 0) for group in (1, 2, 3, 4, 6, 7, 8)
    )
    found = Duration(
        months=years * 12 + months,
        days=weeks * 7 + days,
        seconds=hours * 3600 + minutes * 60 + seconds,
    )
    if found == Duration(0, 0, 0):
        raise _refuse(text)
    if found.months * 365 // 12 + found.days + found.seconds // 86_400 > MOST_DAYS:
        raise ScheduleError("out_of_range", "a wait may take 100 years at most", field="after_done")
    return found


def after_answer(wait: Duration, answered: datetime, starts_at: datetime, zone: ZoneInfo) -> int:
    """The UTC second at which a wait after `answered` (an aware moment) is over.

    Whole days, weeks, months and years land at the schedule's own time of day, the 31st on the last
    day of a shorter month; hours, minutes and seconds elapse from the answer, or, after days, from
    the answer's own time of that day.
    """
    if not wait.months and not wait.days:
        return instant_of(answered) + wait.seconds
    local = answered.astimezone(zone).replace(tzinfo=None)
    day = _months_later(local, wait.months) + timedelta(days=wait.days)
    if not wait.seconds:
        return to_instant(slot_of(datetime.combine(day, starts_at.time())), zone)
    return to_instant(slot_of(day), zone) + wait.seconds


def _months_later(moment: datetime, months: int) -> datetime:
    if not months:
        return moment
    # Imported here: only a wait of months needs dateutil, and its import costs 20 ms.
    from dateutil.relativedelta import relativedelta

    return moment + relativedelta(months=months)
