"""Which days of a year a rule allows, as masks for each kind of year (see year.py)."""

from functools import lru_cache

from oye_schedule.day_parts import DayParts, Numbers
from oye_schedule.year import (
    KINDS,
    PAD,
    WINDOW,
    Year,
    is_leap,
    kind_of,
    week_numbers,
    weeks_of_kind,
    year_of_kind,
)

ALL = (1 << WINDOW) - 1
Kind = tuple[int, int]


def _pick(masks: Numbers, numbers: Numbers) -> int:
    found = 0
    for number in numbers:
        if number < len(masks):
            found |= masks[number]
    return found


def _signed(from_start: Numbers, from_end: Numbers, numbers: Numbers) -> int:
    """Days by their number from the start, or from the end where it is negative."""
    forward = tuple(number for number in numbers if number > 0)
    backward = tuple(-number for number in numbers if number < 0)
    return _pick(from_start, forward) | _pick(from_end, backward)


def _nth(days: int, nth: int) -> int:
    """The bit of the nth of some days, counted from the last where nth is negative."""
    for _ in range(abs(nth) - 1):
        days ^= (days & -days) if nth > 0 else (1 << days.bit_length() >> 1)
    return days & -days if nth > 0 else 1 << days.bit_length() >> 1


def _week_days(rule: DayParts, year: Year, spans: Numbers) -> int:
    """BYDAY: every such weekday, or the nth within each span (a month, or the year).

    It limits after SKIP has moved (RFC 7529 section 4.1), so that a day counts where it stands then
    and not where it was named: 1TU is a month's first Tuesday (RFC 5545 section 3.3.10).
    """
    found = 0
    for nth, weekday in rule.by_day:
        days = year.weekdays[weekday]
        if not nth:
            found |= days
        else:
            for span in spans:
                found |= _nth(days & span, nth)
            if spans == (year.whole,):
                found |= days & _next_door(year, nth)
    return found


def _next_door(year: Year, nth: int) -> int:
    """The days that touch a year, where the nth of a weekday may be: 1 January and 31 December.

    Either's weekday comes 53 times in the year that it belongs to.
    """
    if nth in (1, -53):
        return 1 << year.whole.bit_length()
    return (year.whole & -year.whole) >> 1 if nth in (-1, 53) else 0


def _weeks(rule: DayParts, kind: Kind) -> int:
    """The days of BYWEEKNO's weeks: the year's own for YEARLY, else by the year that numbers it."""
    if rule.freq == "YEARLY":
        weeks = weeks_of_kind(kind, rule.week_start)
        return _signed((0, *weeks), (0, *reversed(weeks)), rule.by_week)
    return _signed(*week_numbers(kind, rule.week_start), rule.by_week)


def _moved(rule: DayParts, numbers: Numbers, span: int, size: int) -> int:
    """Where SKIP puts the numbered days that a span lacks (RFC 7529 section 4.1).

    Those after its end go to its last day or the one behind it, those before its beginning (-31)
    to the day in front of it or its first.
    """
    first, last = span & -span, 1 << span.bit_length() >> 1
    backward = rule.skip == "BACKWARD"
    found = 0
    if numbers[-1] > size:
        found |= last if backward else last << 1
    if numbers[0] < -size:
        found |= first >> 1 if backward else first
    return found


def _month_days(rule: DayParts, year: Year, month: int) -> int:
    """BYMONTHDAY within a month, SKIP applied."""
    own = year.months[month]
    found = own & _signed(year.month_days, year.month_days_from_end, rule.by_month_day)
    if rule.skip != "OMIT":
        found |= _moved(rule, rule.by_month_day, own, own.bit_count())
    return found


def _year_days(rule: DayParts, year: Year) -> int:
    """BYYEARDAY within the year; SKIP moves day 366 of a common year."""
    found = year.whole & _signed(year.year_days, year.year_days_from_end, rule.by_year_day)
    if rule.skip != "OMIT":
        found |= _moved(rule, rule.by_year_day, year.whole, year.length)
    return found


def limits(rule: DayParts, kind: Kind) -> int:
    """Days that pass every BY part, the neighbouring years' days included: parts only limit."""
    year = year_of_kind(kind)
    found = ALL
    if rule.by_month:
        found &= _pick(year.padded_months, rule.by_month)
    if rule.by_week:
        found &= _weeks(rule, kind)
    if rule.by_year_day:
        found &= _signed(year.year_days, year.year_days_from_end, rule.by_year_day)
    if rule.by_month_day:
        found &= _signed(year.month_days, year.month_days_from_end, rule.by_month_day)
    if rule.by_day:
        found &= _week_days(rule, year, ())
    return found


def _of_year(rule: DayParts, kind: Kind) -> int:
    """The days of one YEARLY period; with BYWEEKNO those of its weeks, which may reach over."""
    year = year_of_kind(kind)
    months = rule.by_month or tuple(range(1, 13))
    if rule.by_week:
        return limits(rule, kind)
    found = _year_days(rule, year) if rule.by_year_day else ALL
    if rule.by_month_day:
        found &= _union([_month_days(rule, year, month) for month in months])
    elif rule.by_month:
        found &= _pick(year.months, months)
    elif not rule.by_year_day:
        found = year.whole
    if rule.by_day:
        found &= _week_days(rule, year, year.months[1:] if rule.by_month else (year.whole,))
    return found


def _union(masks: list[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found


def _of_month(rule: DayParts, kind: Kind, month: int, week_days: int) -> int:
    """The days of one MONTHLY period; `week_days` are those that BYDAY allows."""
    if rule.by_month and month not in rule.by_month:
        return 0
    year = year_of_kind(kind)
    found = _month_days(rule, year, month) if rule.by_month_day else year.months[month]
    if rule.by_year_day:
        found &= _year_days(rule, year)
    if rule.by_week:
        found &= _weeks(rule, kind)
    return found & week_days


@lru_cache(maxsize=16384)
def months_of(rule: DayParts, kind: Kind) -> tuple[int, ...]:
    """For a MONTHLY rule: the days of its twelve periods, indexed from 0, then all of them."""
    year = year_of_kind(kind)
    # SKIP moves no day out of its year: December and January lack none.
    week_days = _week_days(rule, year, year.months[1:]) if rule.by_day else ALL
    months = [_of_month(rule, kind, month, week_days) for month in range(1, 13)]
    return (*months, _union(months))


@lru_cache(maxsize=16384)
def year_of(rule: DayParts, kind: Kind) -> int:
    """For a YEARLY rule the days of its period, for WEEKLY and below the days that are allowed."""
    return _of_year(rule, kind) if rule.freq == "YEARLY" else limits(rule, kind)


@lru_cache(maxsize=8192)
def ever(rule: DayParts) -> bool:
    """Whether a year of any kind has a day that the rule allows."""
    if rule.freq == "MONTHLY":
        return any(months_of(rule, kind)[12] for kind in KINDS)
    return any(year_of(rule, kind) for kind in KINDS)


@lru_cache(maxsize=1024)
def calendar_of(year: int) -> tuple[Kind, int, int]:
    """(kind, ordinal day of bit 0 of the year's masks, mask of the year's own days)."""
    kind = kind_of(year)
    ordinal = 365 * (year - 1) + (year - 1) // 4 - (year - 1) // 100 + (year - 1) // 400 + 1
    return kind, ordinal - PAD, ((1 << (366 if is_leap(year) else 365)) - 1) << PAD
