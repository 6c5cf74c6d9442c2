"""The slots of YEARLY, MONTHLY, WEEKLY and DAILY rules, from any point on, whatever their age."""

from collections.abc import Iterator
from functools import lru_cache

from oye_schedule.budget import Budget
from oye_schedule.days import calendar_of, months_of, year_of
from oye_schedule.plan import Plan, picked
from oye_schedule.year import PAD, WINDOW
from oye_schedule.zone import DAY, local_of, year_of_day


@lru_cache(maxsize=512)
def _stripes(width: int, step: int) -> int:
    """Blocks of `width` days, one every `step` days, over more than a year."""
    block, found = (1 << width) - 1, 0
    for at in range(0, WINDOW + 2 * step, step):
        found |= block << at
    return found


def _phase(first: int, width: int, step: int, base: int) -> int:
    """Mask of the days in phase, of a year whose bit 0 is day `base`; `first` begins a block."""
    lag = (base - first) % step
    if step <= WINDOW:
        return _stripes(width, step) >> lag
    block = (1 << width) - 1
    ahead = step - lag
    return (block >> lag) | (block << ahead if ahead < WINDOW else 0)


def week_of(plan: Plan) -> int:
    """The ordinal day on which the week of DTSTART begins, by WKST."""
    day = plan.start // DAY
    return day - (day - 1 - plan.rule.week_start) % 7


def _mask(plan: Plan, year: int) -> tuple[int, int]:
    """(ordinal of bit 0, days of the year that the rule names), INTERVAL applied."""
    rule = plan.rule
    kind, base, own = calendar_of(year)
    if rule.freq == "YEARLY":
        return base, year_of(plan.days, kind)
    if rule.freq == "MONTHLY":
        months = months_of(plan.days, kind)
        if rule.interval == 1:
            return base, months[12]
        first = local_of(plan.start)
        lag = (first.year * 12 + first.month - 1 - year * 12) % rule.interval
        found = 0
        for index in range(lag, 12, rule.interval):
            found |= months[index]
        return base, found
    found = year_of(plan.days, kind) & own
    if rule.interval > 1 and rule.freq == "DAILY":
        found &= _phase(plan.start // DAY, 1, rule.interval, base)
    elif rule.interval > 1:
        found &= _phase(week_of(plan), 7, 7 * rule.interval, base)
    return base, found


def _years(plan: Plan, day: int, last_day: int) -> Iterator[int]:
    """Years that may hold days from `day` on, in the phase of a YEARLY rule's INTERVAL."""
    rule = plan.rule
    first, last = year_of_day(day), year_of_day(last_day)
    begin = local_of(plan.start).year
    if rule.by_week or rule.skip != "OMIT":
        first, begin, last = max(first - 1, 2), begin - (rule.interval == 1), last + 1
    if rule.freq != "YEARLY":
        return iter(range(first, last + 1))
    first = max(first, begin)
    return iter(range(first + (begin - first) % rule.interval, last + 1, rule.interval))


def masks(plan: Plan, day: int, last_day: int) -> Iterator[tuple[int, int]]:
    """(ordinal of bit 0, mask) for each year, days before `day` and after `last_day` removed."""
    done = day - 1
    for year in _years(plan, day, last_day):
        base, found = _mask(plan, year)
        if done >= base:
            cut = done + 1 - base
            found = found >> cut << cut
        if base + WINDOW > last_day:
            found &= (1 << max(last_day + 1 - base, 0)) - 1
        if found:
            done = base + found.bit_length() - 1
            yield base, found


def days_in(base: int, mask: int) -> Iterator[int]:
    """The ordinal days of a mask, ascending."""
    while mask:
        low = mask & -mask
        yield base + low.bit_length() - 1
        mask ^= low


@lru_cache(maxsize=1024)
def _filled(mask: int, first: int, days: int) -> int:
    """The first bits of the weeks of a mask, from bit `first` on, that hold so many days."""
    if not 1 <= days <= 7:
        return 0
    lanes = _stripes(1, 7)
    counts = sum((mask >> (first + day)) & lanes for day in range(7))
    # A count of 7 at most, plus what lifts `days` to 8, shows in the fourth bit of its lane.
    return ((counts + (8 - days) * lanes) >> 3 & lanes) << first


def _weeks(
    plan: Plan, day: int, last_day: int, least: int, budget: Budget
) -> Iterator[tuple[int, int]]:
    """(ordinal of bit 0, days) of the weeks in phase that hold `least` days or more."""
    step = 7 * plan.rule.interval
    week = week_of(plan)
    week += max(0, (day - week) // step) * step
    while week <= last_day and not budget.spent(4):
        kind, base, own = calendar_of(year_of_day(week))
        mask, size = year_of(plan.days, kind), own.bit_length()
        begins = _filled(mask, (week - base) % 7, least) >> (week - base) << (week - base)
        begins &= _phase(week, 1, step, base) & ((1 << size) - 1)
        for first in days_in(base, begins):
            yield base, mask & (0x7F << (first - base))
        week += -(-(base + size - week) // step) * step


def _months(plan: Plan, day: int, last_day: int) -> Iterator[tuple[int, int]]:
    first, now, last = (local_of(at * DAY) for at in (plan.start // DAY, day, last_day))
    step, moves = plan.rule.interval, plan.rule.skip != "OMIT"
    # SKIP moves days into the neighbouring months.
    begin = first.year * 12 + first.month - 1 - (moves and step == 1)
    here = now.year * 12 + now.month - 1 - moves
    month = begin + max(0, -((begin - here) // step)) * step
    for index in range(month, last.year * 12 + last.month + moves, step):
        kind, base, _ = calendar_of(index // 12)
        yield base, months_of(plan.days, kind)[index % 12]


def _periods(plan: Plan, day: int, last_day: int, budget: Budget) -> Iterator[tuple[int, int]]:
    """(ordinal of bit 0, days) of the periods that BYSETPOS may find something in."""
    if plan.rule.freq == "YEARLY":
        return (_mask(plan, year) for year in _years(plan, day, last_day))
    if plan.rule.freq == "MONTHLY":
        return _months(plan, day, last_day)
    least = min(abs(place) for place in plan.rule.by_position)
    return _weeks(plan, day, last_day, -(-least // plan.times), budget)


def _set_slots(plan: Plan, base: int, mask: int) -> Iterator[int]:
    """The slots that BYSETPOS picks of a whole period, DTSTART's too (not cut at DTSTART)."""
    chosen = picked(mask.bit_count() * plan.times, plan.rule.by_position)
    days = list(days_in(base, mask)) if chosen else []
    for place in chosen:
        index, time = divmod(place, plan.times)
        yield days[index] * DAY + plan.time_at(time)


def slots(plan: Plan, low: int, last_day: int, budget: Budget) -> Iterator[int]:
    """Slots of a day-level rule at or after `low` and DTSTART, until `last_day`, ascending."""
    if not plan.times:
        return
    low = max(low, plan.start)
    first_day, second = divmod(low, DAY)
    if plan.rule.by_position and plan.picked is None:
        done = low - 1
        for base, mask in _periods(plan, first_day, last_day, budget):
            if budget.spent(2):
                return
            for slot in _set_slots(plan, base, mask):
                if slot > done:
                    done = slot
                    yield slot
        return
    for base, mask in masks(plan, first_day, last_day):
        for day in days_in(base, mask):
            for time in plan.times_from(second if day == first_day else 0):
                yield day * DAY + time


def _nth_of_sets(plan: Plan, count: int, last_day: int, budget: Budget) -> int | None:
    """The count-th slot that BYSETPOS picks: whole sets are counted by their size alone."""
    sizes: dict[int, int] = {}
    done = plan.start - 1
    for base, mask in _periods(plan, plan.start // DAY, last_day, budget):
        if budget.spent(2):
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


def nth_slot(plan: Plan, count: int, last_day: int, budget: Budget) -> int | None:
    """The count-th slot from DTSTART, counted by masks; None if there are fewer or it is spent."""
    if plan.rule.by_position and plan.picked is None:
        return _nth_of_sets(plan, count, last_day, budget)
    if not plan.times:
        return None
    start_day, second = divmod(plan.start, DAY)
    early = sum(1 for _ in plan.times_from(0)) - sum(1 for _ in plan.times_from(second))
    times = plan.times
    for base, mask in masks(plan, start_day, last_day):
        if early and base <= start_day and mask >> (start_day - base) & 1:
            count += early
        early = 0 if mask.bit_length() + base > start_day else early
        size = mask.bit_count() * times
        if count <= size:
            days = list(days_in(base, mask))
            index, time = divmod(count - 1, times)
            at = plan.picked[time] if plan.picked is not None else plan.time_at(time)
            return days[index] * DAY + at
        count -= size
    return None


assert PAD >= 6, "a week that begins in one year must fit into its masks"
