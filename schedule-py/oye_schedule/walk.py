"""The days of YEARLY, MONTHLY, WEEKLY and DAILY rules, from any point on, whatever their age."""

from collections.abc import Iterator
from functools import lru_cache

from oye_schedule.days import calendar_of, months_of, year_of
from oye_schedule.plan import Plan
from oye_schedule.year import PAD, WINDOW
from oye_schedule.zone import DAY, year_of_day


@lru_cache(maxsize=512)
def stripes(width: int, step: int) -> int:
    """Blocks of `width` days, one every `step` days, over more than a year."""
    block, found = (1 << width) - 1, 0
    for at in range(0, WINDOW + 2 * step, step):
        found |= block << at
    return found


def phase(first: int, width: int, step: int, base: int) -> int:
    """Mask of the days in phase, of a year whose bit 0 is day `base`; `first` begins a block."""
    lag = (base - first) % step
    if step <= WINDOW:
        return stripes(width, step) >> lag
    block = (1 << width) - 1
    ahead = step - lag
    return (block >> lag) | (block << ahead if ahead < WINDOW else 0)


def week_of(plan: Plan) -> int:
    """The ordinal day on which the week of DTSTART begins, by WKST."""
    day = plan.start // DAY
    return day - (day - 1 - plan.rule.week_start) % 7


def days_of(plan: Plan, year: int) -> tuple[int, int]:
    """(ordinal of bit 0, days of the year that the rule names), INTERVAL applied."""
    rule = plan.rule
    kind, base, own = calendar_of(year)
    if rule.freq == "YEARLY":
        return base, year_of(plan.days, kind)
    if rule.freq == "MONTHLY":
        months = months_of(plan.days, kind)
        if rule.interval == 1:
            return base, months[12]
        lag = (plan.month - year * 12) % rule.interval
        found = 0
        for index in range(lag, 12, rule.interval):
            found |= months[index]
        return base, found
    found = year_of(plan.days, kind) & own
    if rule.interval > 1 and rule.freq == "DAILY":
        found &= phase(plan.start // DAY, 1, rule.interval, base)
    elif rule.interval > 1:
        found &= phase(week_of(plan), 7, 7 * rule.interval, base)
    return base, found


def years_of(plan: Plan, day: int, last_day: int) -> Iterator[int]:
    """Years that may hold days from `day` on, in the phase of a YEARLY rule's INTERVAL."""
    rule = plan.rule
    first, last = year_of_day(day), year_of_day(last_day)
    begin = plan.month // 12
    if rule.by_week or rule.skip != "OMIT":
        first, begin, last = max(first - 1, 2), begin - (rule.interval == 1), last + 1
    if rule.freq != "YEARLY":
        return iter(range(first, last + 1))
    first = max(first, begin)
    return iter(range(first + (begin - first) % rule.interval, last + 1, rule.interval))


def masks(plan: Plan, day: int, last_day: int) -> Iterator[tuple[int, int]]:
    """(ordinal of bit 0, mask) for each year, days before `day` and after `last_day` removed."""
    done = day - 1
    for year in years_of(plan, day, last_day):
        base, found = days_of(plan, year)
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


assert PAD >= 6, "a week that begins in one year must fit into its masks"
