"""Days as stretches of one offset each, in which HOURLY and smaller periods are mere arithmetic."""

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from math import gcd
from typing import NamedTuple
from zoneinfo import ZoneInfo

from oye_schedule.budget import Budget
from oye_schedule.days import calendar_of, ever, year_of
from oye_schedule.plan import Plan
from oye_schedule.zone import DAY, offset_at_instant, to_instant, year_of_day


class Stretch(NamedTuple):
    """Part of one local day in which the offset is constant; `low` and `high` are slots.

    A period begins at `phase`, and so do others every step before and after it.
    """

    low: int
    high: int
    offset: int
    phase: int

    def within_day(self) -> tuple[int, int, int]:
        """(phase, low, high) as seconds of its day."""
        midnight = self.low // DAY * DAY
        return self.phase - midnight, self.low - midnight, self.high - midnight


class Days:
    """The days that a mask of each kind of year allows, one after the other, until `last_day`."""

    def __init__(self, mask_of: Callable[[tuple[int, int]], int], last_day: int) -> None:
        self._mask_of = mask_of
        self._last = last_day
        self._base = self._mask = self._end = 0

    def at_or_after(self, day: int) -> int | None:
        """The first allowed day from `day` on (days must not go back); None if there is none."""
        while day <= self._last:
            if day >= self._end:
                kind, self._base, own = calendar_of(year_of_day(day))
                self._mask = self._mask_of(kind) & own
                self._end = self._base + own.bit_length()
            left = self._mask >> (day - self._base)
            if left:
                found = day + (left & -left).bit_length() - 1
                return found if found <= self._last else None
            day = self._end
        return None


def constant_until(instant: int, offset: int, end: int, zone: ZoneInfo) -> int:
    """The end of the stretch from `instant` in which the offset stays, at most `end`."""
    if offset_at_instant(end - 1, zone) == offset:
        return end
    low, high = instant, end - 1
    while high - low > 1:
        middle = (low + high) // 2
        if offset_at_instant(middle, zone) == offset:
            low = middle
        else:
            high = middle
    return high


def base_of(plan: Plan, zone: ZoneInfo | None) -> int:
    """Where the first period begins: a slot, or an instant where a zone is given."""
    start = plan.start if zone is None else to_instant(plan.start, zone)
    return start - plan.start % plan.unit


@lru_cache(maxsize=1024)
def _shifts(zone: ZoneInfo, year: int) -> int:
    """What divides all changes of a zone's offset in the 60 years from about a year on."""
    first = year * 366 * DAY
    offsets = {offset_at_instant(first + month * 30 * DAY, zone) for month in range(732)}
    return gcd(*(offset - min(offsets) for offset in offsets))


def _meets(plan: Plan, zone: ZoneInfo | None) -> bool:
    """False where the periods never begin at a minute and second that the rule allows.

    Periods keep their remainder modulo what divides the step, a day and every change of the clocks.
    """
    rule = plan.rule
    base = base_of(plan, zone)
    modulus = gcd(plan.unit * rule.interval, DAY)
    if zone is not None:
        modulus = gcd(modulus, _shifts(zone, base // (366 * DAY)))
        base += offset_at_instant(base, zone)
    hours = rule.by_hour or range(24)
    minutes = rule.by_minute if plan.unit <= 60 and rule.by_minute else range(60)
    seconds = rule.by_second if plan.unit == 1 and rule.by_second else range(60)
    if plan.unit == 3600:
        minutes, seconds = range(1), range(1)
    elif plan.unit == 60:
        seconds = range(1)
    wanted = base % modulus
    some = {(hour * 3600 + minute * 60) % modulus for hour in hours for minute in minutes}
    return any((wanted - second) % modulus in some for second in seconds)


def stretches(
    plan: Plan, zone: ZoneInfo | None, low: int, last_day: int, budget: Budget
) -> Iterator[Stretch]:
    """The stretches of allowed days from `low` on that may hold a period."""
    if not plan.offsets or not ever(plan.days) or (plan.filtered and not _meets(plan, zone)):
        return
    step = plan.unit * plan.rule.interval
    base = base_of(plan, zone)
    at = max(low, base)
    days = Days(partial(year_of, plan.days), last_day)
    # Two days more than the last: a long step may lead to where no calendar has an offset.
    while at < (last_day + 2) * DAY and not budget.spent(6, at):
        offset = 0 if zone is None else offset_at_instant(at, zone)
        day = (at + offset) // DAY
        if day > last_day:
            return
        allowed = days.at_or_after(day)
        if allowed is None:
            return
        if allowed > day:
            at = max(at + 1, allowed * DAY if zone is None else to_instant(allowed * DAY, zone))
        else:
            end = (day + 1) * DAY - offset
            if zone is not None:
                end = constant_until(at, offset, end, zone)
            phase = base + offset
            if plan.floored:
                phase -= phase % plan.unit
            yield Stretch(at + offset, end + offset, offset, phase)
            at = end
        # A period that has begun may still hold moments after `at`.
        touching = at - plan.unit + 1
        at = max(at, touching + (base - touching) % step - plan.unit * plan.floored)
