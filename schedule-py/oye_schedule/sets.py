"""BYSETPOS: what a week, a month or a year holds is a set, and positions choose from it.

A period with too few days for every position is never looked at; how many days a period holds is
known of each kind of year.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from oye_schedule.budget import Budget
from oye_schedule.day_parts import DayParts
from oye_schedule.days import Kind, calendar_of, months_of, year_of
from oye_schedule.plan import Plan, picked
from oye_schedule.walk import days_in, days_of, phase, stripes, week_of, years_of
from oye_schedule.year import KINDS, PAD, year_of_kind
from oye_schedule.zone import DAY, year_of_day


@lru_cache(maxsize=16384)
def _weeks_with(least: int, days: DayParts, kind: Kind, week_start: int) -> int:
    """The first days of the weeks that begin in such a year and hold so many days or more."""
    if least > 7:
        return 0
    mask, first = year_of(days, kind), (PAD + week_start - kind[0]) % 7
    lanes = stripes(1, 7)
    counts = sum((mask >> (first + day)) & lanes for day in range(7))
    # A count of 7 at most, plus what lifts `least` to 8, shows in the fourth bit of its lane.
    begins = ((counts + (8 - least) * lanes) >> 3 & lanes) << first
    return begins & year_of_kind(kind).whole


@lru_cache(maxsize=16384)
def _months_with(least: int, days: DayParts, kind: Kind) -> tuple[int, ...]:
    """The twelve months of such a year, 0 for those of fewer days; empty where all have fewer."""
    months = months_of(days, kind)[:12]
    found = tuple(month if month.bit_count() >= least else 0 for month in months)
    return found if any(found) else ()


@lru_cache(maxsize=4096)
def _some(least: int, days: DayParts, freq: str, week_start: int) -> bool:
    """Whether a period of any kind of year holds so many days."""
    if freq == "WEEKLY":
        return any(_weeks_with(least, days, kind, week_start) for kind in KINDS)
    if freq == "MONTHLY":
        return any(_months_with(least, days, kind) for kind in KINDS)
    return any(year_of(days, kind).bit_count() >= least for kind in KINDS)


def _weeks(
    plan: Plan, day: int, last_day: int, least: int, budget: Budget
) -> Iterator[tuple[int, int]]:
    """(ordinal of bit 0, days) of the weeks in phase that hold `least` days or more."""
    step = 7 * plan.rule.interval
    week = week_of(plan)
    week += max(0, (day - week) // step) * step
    while week <= last_day and not budget.spent(4, week * DAY):
        kind, base, own = calendar_of(year_of_day(week))
        begins = _weeks_with(least, plan.days, kind, plan.rule.week_start)
        if begins:
            begins = begins >> (week - base) << (week - base)
            begins &= phase(week, 1, step, base)
            mask = year_of(plan.days, kind)
            for first in days_in(0, begins):
                yield base, mask & (0x7F << first)
        week += -(-(base + own.bit_length() - week) // step) * step


def _months(
    plan: Plan, day: int, last_day: int, least: int, budget: Budget
) -> Iterator[tuple[int, int]]:
    """(ordinal of bit 0, days) of the months in phase that hold `least` days or more."""
    now, last = (date.fromordinal(at) for at in (day, last_day))
    step, moves = plan.rule.interval, plan.rule.skip != "OMIT"
    # SKIP moves days into the neighbouring months.
    begin = plan.month - (moves and step == 1)
    here = now.year * 12 + now.month - 1 - moves
    month = begin + max(0, -((begin - here) // step)) * step
    end = last.year * 12 + last.month + moves
    while month < end:
        year, index = divmod(month, 12)
        kind, base, _ = calendar_of(year)
        if budget.spent(4, base * DAY):
            return
        months = _months_with(least, plan.days, kind)
        if months:
            for found in months[index : end - year * 12 : step]:
                if found:
                    yield base, found
        month += -(-(12 - index) // step) * step


def _years(plan: Plan, day: int, last_day: int, least: int) -> Iterator[tuple[int, int]]:
    """(ordinal of bit 0, days) of the years in phase that hold `least` days or more."""
    for year in years_of(plan, day, last_day):
        base, mask = days_of(plan, year)
        if mask.bit_count() >= least:
            yield base, mask


def _periods(plan: Plan, day: int, last_day: int, budget: Budget) -> Iterator[tuple[int, int]]:
    """(ordinal of bit 0, days) of the periods that BYSETPOS finds something in."""
    rule = plan.rule
    least = -(-min(abs(place) for place in rule.by_position) // plan.times)
    if not _some(least, plan.days, rule.freq, rule.week_start):
        return iter(())
    if rule.freq == "YEARLY":
        return _years(plan, day, last_day, least)
    walk = _months if rule.freq == "MONTHLY" else _weeks
    return walk(plan, day, last_day, least, budget)


def _set_slots(plan: Plan, base: int, mask: int) -> Iterator[int]:
    """The slots that BYSETPOS picks of a whole period, DTSTART's too (not cut at DTSTART)."""
    days = list(days_in(base, mask))
    for place in picked(len(days) * plan.times, plan.rule.by_position):
        index, time = divmod(place, plan.times)
        yield days[index] * DAY + plan.time_at(time)


def slots_of_sets(plan: Plan, low: int, last_day: int, budget: Budget) -> Iterator[int]:
    """The slots that BYSETPOS picks, from `low` on, ascending, each once."""
    done = low - 1
    for base, mask in _periods(plan, low // DAY, last_day, budget):
        if budget.spent(2, base * DAY):
            return
        for slot in _set_slots(plan, base, mask):
            if slot > done:
                done = slot
                yield slot


def nth_of_sets(plan: Plan, count: int, last_day: int, budget: Budget) -> int | None:
    """The count-th slot that BYSETPOS picks: whole sets are counted by their size alone."""
    sizes: dict[int, int] = {}
    done = plan.start - 1
    for base, mask in _periods(plan, plan.start // DAY, last_day, budget):
        if budget.spent(2, base * DAY):
            return None
        days = mask.bit_count()
        if days not in sizes:
            sizes[days] = len(picked(days * plan.times, plan.rule.by_position))
        later = base + (mask & -mask).bit_length() - 1 > plan.start // DAY
        # Sets that SKIP makes may share a day.
        if later and sizes[days] < count and plan.rule.skip == "OMIT":
            count -= sizes[days]
            continue
        for slot in _set_slots(plan, base, mask):
            if slot > done:
                done = slot
                count -= 1
                if not count:
                    return slot
    return None
