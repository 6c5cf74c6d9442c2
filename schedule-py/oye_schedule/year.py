"""Day masks of the 28 kinds of year: which days are Mondays, the 13th, in week 20, in March.

A mask is an int; bit `PAD + n` is the n-th day after 1 January. Seven days of the neighbouring
years stand on either side, since weeks reach over the ends of a year. A year's kind is the weekday
of its 1 January and which of it and its two neighbours, if any, is a leap year: 7 times 4.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

PAD = 7
WINDOW = PAD + 366 + PAD
KINDS = tuple((weekday, leap) for weekday in range(7) for leap in range(4))


@dataclass(frozen=True, slots=True)
class Year:
    """Masks of one kind of year. Tuples that are indexed from 1 keep a 0 in front."""

    length: int
    whole: int
    months: tuple[int, ...]
    padded_months: tuple[int, ...]
    month_days: tuple[int, ...]
    month_days_from_end: tuple[int, ...]
    weekdays: tuple[int, ...]
    year_days: tuple[int, ...]
    year_days_from_end: tuple[int, ...]


def is_leap(year: int) -> bool:
    """Whether the Gregorian year has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def kind_of(year: int) -> tuple[int, int]:
    """(weekday of 1 January with Monday 0, 0 none | 1 last | 2 this | 3 next year is leap)."""
    leap = 2 if is_leap(year) else 1 if is_leap(year - 1) else 3 if is_leap(year + 1) else 0
    return (date(year, 1, 1).weekday(), leap)


def _lengths(leap: bool) -> tuple[int, ...]:
    return (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@lru_cache(maxsize=4)
def _dated(leap: int) -> Year:
    """The masks of the kinds of year that differ in their weekdays alone; those are left out."""
    before, length, after = (366 if leap == place else 365 for place in (1, 2, 3))
    months, padded, days, from_end = [0] * 13, [0] * 13, [0] * 32, [0] * 32
    year_days, year_from_end = [0] * 367, [0] * 367
    span = (1 << (PAD + length + PAD)) - 1
    spans = [(12, PAD - 31, 31), (1, PAD + length, 31)]
    first = PAD
    for month, size in enumerate(_lengths(leap == 2), 1):
        months[month] = ((1 << size) - 1) << first
        spans.append((month, first, size))
        first += size
    for month, first, size in spans:
        for number in range(max(0, -first), size):
            bit = (1 << (first + number)) & span
            padded[month] |= bit
            days[number + 1] |= bit
            from_end[size - number] |= bit
    for last, begin, size in (
        (PAD, PAD - before, before),
        (PAD + length, PAD, length),
        (PAD + length + PAD, PAD + length, after),
    ):
        for index in range(max(begin, 0), last):
            year_days[index - begin + 1] |= 1 << index
            year_from_end[begin + size - index] |= 1 << index
    return Year(
        length=length,
        whole=((1 << length) - 1) << PAD,
        months=tuple(months),
        padded_months=tuple(padded),
        month_days=tuple(days),
        month_days_from_end=tuple(from_end),
        weekdays=(),
        year_days=tuple(year_days),
        year_days_from_end=tuple(year_from_end),
    )


@lru_cache(maxsize=28)
def year_of_kind(kind: tuple[int, int]) -> Year:
    """The masks of a kind of year, built once."""
    weekday, leap = kind
    dated = _dated(leap)
    every_week = sum(1 << day for day in range(0, PAD + dated.length + PAD, 7))
    span = (1 << (PAD + dated.length + PAD)) - 1
    weekdays = ((every_week << (day - weekday + PAD) % 7) & span for day in range(7))
    return replace(dated, weekdays=tuple(weekdays))


def _week_starts(weekday: int, length: int, week_start: int) -> range:
    """Where the weeks of a year begin, in days after its 1 January, a weekday.

    Week 1 is the first with at least four days in the year, so that it may begin in the year
    before, and the last may end in the year after (RFC 5545 section 3.3.10, BYWEEKNO).
    """
    start = (week_start - weekday) % 7
    after = (week_start - weekday - length) % 7
    end = length + after
    return range(start - 7 if start >= 4 else start, end - 7 if after >= 4 else end, 7)


@lru_cache(maxsize=28 * 7)
def weeks_of_kind(kind: tuple[int, int], week_start: int) -> tuple[int, ...]:
    """Masks of week 1, 2 … 52 or 53 of a year, each of seven days."""
    weekday, leap = kind
    starts = _week_starts(weekday, 366 if leap == 2 else 365, week_start)
    return tuple(0x7F << (PAD + day) for day in starts)


@lru_cache(maxsize=28 * 7)
def week_numbers(kind: tuple[int, int], week_start: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Masks of all days in a week n, and in the nth week from the end, of the year that numbers it.

    The weeks of the neighbouring years are there as far as the window reaches.
    """
    weekday, leap = kind
    before, length, after = (366 if leap == place else 365 for place in (1, 2, 3))
    span = (1 << (PAD + length + PAD)) - 1
    numbers, from_end = [0] * 54, [0] * 54
    for begin, size in ((-before, before), (0, length), (length, after)):
        starts = _week_starts((weekday + begin) % 7, size, week_start)
        for index, day in enumerate(starts):
            at = PAD + begin + day
            mask = (0x7F << at if at >= 0 else 0x7F >> -at) & span
            numbers[index + 1] |= mask
            from_end[len(starts) - index] |= mask
    return tuple(numbers), tuple(from_end)
