"""HOURLY, MINUTELY and SECONDLY rules: by arithmetic within a day, from any point on.

A rule that names no hour counts elapsed time: its periods are steps in UTC, whatever the clocks do.
A rule that does (BYHOUR) means the hours of the wall clock and is computed on it (zone None here).
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from zoneinfo import ZoneInfo

from oye_schedule.budget import Budget
from oye_schedule.plan import Plan
from oye_schedule.stretches import Stretch, stretches
from oye_schedule.zone import DAY, to_instant


@lru_cache(maxsize=256)
def _allowed(plan: Plan) -> bytes:
    """For each hour, minute or second of a day, by the plan's unit: 1 where a period may begin."""
    rule, day = plan.rule, b"\1"
    levels = ((1, rule.by_second, 60), (60, rule.by_minute, 60), (3600, rule.by_hour, 24))
    for span, named, size in levels:
        if span >= plan.unit:
            none = bytes(len(day))
            pieces = (day if at in named else none for at in range(size))
            day = b"".join(pieces) if named else day * size
    return day


def _begun(plan: Plan, lag: int, low: int, high: int) -> range:
    """The seconds from `low` up to `high` at which a period begins, allowed or not.

    `lag` is the second of any of them.
    """
    step = plan.unit * plan.rule.interval
    return range(low + (lag - low) % step, high, step)


def _periods(plan: Plan, lag: int, low: int, high: int, budget: Budget) -> Iterator[int]:
    """The seconds of a day at which the periods begin that touch a part of it."""
    begun = _begun(plan, lag, low - plan.unit + 1, high)
    if not plan.filtered:
        yield from begun
        return
    allowed, interval = _allowed(plan), plan.rule.interval
    number = 0
    while number < len(begun) and not budget.spent():
        # A period that began on the day before has unit -1, which is the last of a day.
        unit = begun[number] // plan.unit
        if allowed[unit]:
            yield begun[number]
            number += 1
            continue
        later = allowed.find(1, max(unit, 0))
        if later < 0:
            return
        number -= (unit - later) // interval


def _moments_in(plan: Plan, stretch: Stretch, budget: Budget) -> Iterator[int]:
    """The moments of a stretch: slots, or instants where its offset counts."""
    lag, low, high = stretch.within_day()
    zero = stretch.low - low - stretch.offset
    for period in _periods(plan, lag, low, high, budget):
        for offset in plan.offsets:
            if low <= period + offset < high:
                yield zero + period + offset


@lru_cache(maxsize=4096)
def _size(plan: Plan, lag: int, low: int, high: int) -> int:
    """How many moments a part of a day has: those of whole periods, and of one over either end."""
    unit, offsets = plan.unit, plan.offsets
    whole = _begun(plan, lag, low, high - unit + 1)
    size = len(whole)
    ends = [
        *_begun(plan, lag, low - unit + 1, low),
        *_begun(plan, lag, max(low, high - unit + 1), high),
    ]
    if plan.filtered:
        allowed = _allowed(plan)
        first, interval = whole.start // unit, plan.rule.interval
        size = allowed[first : first + size * interval : interval].count(1)
        ends = [at for at in ends if allowed[at // unit]]
    parts = (bisect_left(offsets, high - at) - bisect_left(offsets, low - at) for at in ends)
    return size * len(offsets) + sum(parts)


def moments(
    plan: Plan, zone: ZoneInfo | None, low: int, last_day: int, budget: Budget
) -> Iterator[int]:
    """Slots (zone None) or instants of a sub-daily rule at or after `low`, ascending."""
    start = plan.start if zone is None else to_instant(plan.start, zone)
    for stretch in stretches(plan, zone, max(low, start), last_day, budget):
        yield from _moments_in(plan, stretch, budget)


def _nth_of_all(plan: Plan, start: int, count: int, last_day: int) -> int | None:
    """The count-th instant where every period counts: all are alike, whatever the clocks do."""
    if not plan.offsets:
        return None
    lag = plan.start % plan.unit
    period, index = divmod(count - 1 + bisect_left(plan.offsets, lag), len(plan.offsets))
    found = start - lag + period * plan.unit * plan.rule.interval + plan.offsets[index]
    return found if found < last_day * DAY else None


def nth_moment(
    plan: Plan, zone: ZoneInfo | None, count: int, last_day: int, budget: Budget
) -> int | None:
    """The count-th slot or instant from DTSTART; None if there are fewer or the budget is spent."""
    start = plan.start if zone is None else to_instant(plan.start, zone)
    step = plan.unit * plan.rule.interval
    if zone is not None and not (plan.filtered or plan.floored or plan.days.named):
        return _nth_of_all(plan, start, count, last_day)
    for stretch in stretches(plan, zone, start, last_day, budget):
        lag, low, high = stretch.within_day()
        size = _size(plan, lag % step, low, high)
        if size < count:
            count -= size
            continue
        for moment in _moments_in(plan, stretch, budget):
            count -= 1
            if not count:
                return moment
    return None
