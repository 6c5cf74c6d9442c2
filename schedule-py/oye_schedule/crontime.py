"""When a cron expression runs: its days as masks, its times through changes of the clocks.

A day matches if the day of the month and the day of the week do, where either field begins with
`*`, else if one of them does. A job with a `*` at the beginning of its minute or hour follows real
time through a change of the clocks; any other is fixed: in a gap it runs once right after it, in
an overlap once, the first time (cron(8), "Notes" on daylight saving time). A change of more than
three hours, such as a day that a zone left out, is none of the clocks to Debian's cron: what is
fixed within it doesn't run.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

from oye_schedule.cron import Cron
from oye_schedule.stretches import Days, constant_until
from oye_schedule.walk import days_in
from oye_schedule.year import Year, year_of_kind
from oye_schedule.zone import DAY, offset_at_instant, offset_at_slot, to_instant

LONGEST_GAP = 3 * 3600


def _nearest_workday(year: Year, own: int, number: int) -> int:
    """The bit of the workday nearest to a day of a month; it stays within the month."""
    day = own & year.month_days[number]
    if day & year.weekdays[5]:
        return day >> 1 if day >> 1 & own else day << 2
    if day & year.weekdays[6]:
        return day << 1 if day << 1 & own else day >> 2
    return day


def _by_date(cron: Cron, year: Year, own: int) -> int:
    found = 0
    for day in cron.month_days:
        found |= year.month_days[day]
    if cron.last_day:
        found |= year.month_days_from_end[1]
    if cron.last_workday:
        work = own & ~year.weekdays[5] & ~year.weekdays[6]
        found |= 1 << (work.bit_length() - 1)
    for number in cron.nearest:
        found |= _nearest_workday(year, own, number)
    return found


def _by_weekday(cron: Cron, year: Year, own: int) -> int:
    found = 0
    for day in cron.week_days:
        found |= year.weekdays[day]
    for nth, day in cron.nth_days:
        days = list(days_in(0, own & year.weekdays[day]))
        index = nth - 1 if nth > 0 else len(days) - 1
        if index < len(days):
            found |= 1 << days[index]
    return found


@lru_cache(maxsize=4096)
def _mask(cron: Cron, kind: tuple[int, int]) -> int:
    """The days of a year of a kind."""
    year = year_of_kind(kind)
    found = 0
    for month in cron.months:
        own = year.months[month]
        by_date, by_weekday = _by_date(cron, year, own), _by_weekday(cron, year, own)
        found |= own & (by_date & by_weekday if cron.both else by_date | by_weekday)
    return found


def _wild(cron: Cron, zone: ZoneInfo, low: int, days: Days) -> Iterator[int]:
    """Each minute that the clock shows and the expression names, in an overlap both times."""
    at = low
    while True:
        offset = offset_at_instant(at, zone)
        day = (at + offset) // DAY
        allowed = days.at_or_after(day)
        if allowed is None:
            return
        if allowed > day:
            at = max(at + 1, to_instant(allowed * DAY, zone))
            continue
        midnight = day * DAY - offset
        end = constant_until(at, offset, midnight + DAY, zone)
        for second in cron.times[bisect_left(cron.times, at - midnight) :]:
            if midnight + second >= end:
                break
            yield midnight + second
        at = end


def _fixed(cron: Cron, zone: ZoneInfo, low: int, days: Days) -> Iterator[int]:
    """Each named wall time, where there is none the end of its gap."""
    # Slots just before `low` matter where a gap has moved them past it.
    offset = offset_at_instant(low, zone)
    first_day, second = divmod(low + min(offset, offset_at_instant(low - 2 * DAY, zone)), DAY)
    day = days.at_or_after(first_day)
    at = bisect_left(cron.times, second) if day == first_day else 0
    while day is not None:
        for second in cron.times[at:]:
            slot = day * DAY + second
            offset = offset_at_slot(slot, zone)
            instant = slot - offset
            gap = offset_at_instant(instant, zone) - offset
            if gap <= 0:
                yield instant
            elif gap <= LONGEST_GAP:
                yield constant_until(instant - gap, offset, instant + 1, zone)
        day, at = days.at_or_after(day + 1), 0


def cron_instants(cron: Cron, zone: ZoneInfo, low: int, last_day: int) -> Iterator[int]:
    """The instants of an expression from `low` (a UTC second) on, ascending, each once."""
    days = Days(partial(_mask, cron), last_day)
    done = low - 1
    for instant in (_wild if cron.wild else _fixed)(cron, zone, low, days):
        if instant > done:
            done = instant
            yield instant
