"""The days that a rule means, as plainly as they can be named."""

from dataclasses import dataclass, replace
from datetime import datetime

from oye_schedule.rule import Rule

UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


@dataclass(frozen=True, slots=True)
class Days:
    """On which days a series comes: each `interval` units, those days of it that are named.

    `unit` is day, week, month or year. `weekdays` beside days of the month are a condition; with
    `positions` they are the set that is counted. `nearest` are the days of cron's `15W`.
    """

    unit: str
    interval: int = 1
    months: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()
    nths: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    nearest: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    skip: str = "OMIT"


def days_of(rule: Rule, start: datetime) -> Days | None:
    """The days that a rule of days or more means, None where that is more than words say.

    What a start leaves to be implied is named; a rule that equals a plainer one is that one.
    """
    nths = tuple(pair for pair in rule.by_day if pair[0])
    plain = tuple(day for nth, day in rule.by_day if not nth)
    unit = UNITS[rule.freq]
    days = Days(
        unit,
        rule.interval,
        months=rule.by_month,
        weekdays=plain,
        nths=nths,
        month_days=rule.by_month_day,
        positions=rule.by_position,
        weeks=rule.by_week,
        year_days=rule.by_year_day,
        skip=rule.skip if unit in ("month", "year") else "OMIT",
    )
    if rule.by_week or rule.by_year_day:
        return _numbered_in_year(days, start)
    unsaid = (nths and (plain or rule.by_month_day)) or any(n < -28 for n in rule.by_month_day)
    if unsaid:
        return None
    if days.positions:
        return _counted(days)
    return {"day": _daily, "week": _weekly, "month": _monthly, "year": _yearly}[unit](days, start)


def _numbered_in_year(days: Days, start: datetime) -> Days | None:
    others = days.months or days.month_days or days.nths or days.positions
    if others or days.unit == "month" or (days.weeks and days.year_days):
        return None
    if days.weeks:
        implied = () if days.unit == "day" else (start.weekday(),)
        return replace(days, weekdays=days.weekdays or implied)
    daily = days.unit == "day" and days.interval == 1
    if days.weekdays or days.skip != "OMIT" or not (daily or days.unit == "year"):
        return None
    return replace(days, unit="year")


def _counted(days: Days) -> Days | None:
    """BYSETPOS: the nth of a set of weekdays, of a month or a year."""
    if days.nths or days.unit not in ("month", "year") or len(days.months) > 1:
        return None
    last = days.month_days[-1] if days.month_days else 0
    through = days.month_days == tuple(range(days.month_days[0], last + 1)) if last > 0 else False
    if through and days.positions == (-1,) and days.month_days[0] <= 28 and not days.weekdays:
        # The last of the 28th to the 30th is the 30th, or a shorter month's last day.
        unit = "year" if days.months else "month"
        alike = days.unit == unit or days.interval == 1
        backward = replace(days, unit=unit, month_days=(last,), positions=(), skip="BACKWARD")
        return backward if alike else None
    if days.month_days or not days.weekdays:
        return None
    if days.unit == "month" and days.months and days.interval > 1:
        return None
    if len(days.weekdays) == 7:
        if days.unit == "year" and not days.months:
            return Days("year", days.interval, year_days=days.positions)
        found = replace(days, weekdays=(), month_days=days.positions, positions=())
    elif len(days.weekdays) == 1:
        nths = tuple((position, days.weekdays[0]) for position in days.positions)
        found = replace(days, weekdays=(), nths=nths, positions=())
    else:
        found = days
    return replace(found, unit="year") if days.months else found


def _daily(days: Days, start: datetime) -> Days | None:
    if days.month_days:
        return _monthly(replace(days, unit="month"), start) if days.interval == 1 else None
    return replace(days, unit="week") if days.weekdays and days.interval == 1 else days


def _weekly(days: Days, start: datetime) -> Days | None:
    return None if days.month_days else replace(days, weekdays=days.weekdays or (start.weekday(),))


def _monthly(days: Days, start: datetime) -> Days | None:
    if days.weekdays and not days.month_days:
        return replace(days, unit="week") if days.interval == 1 else None
    if not days.nths:
        days = _within_weeks(replace(days, month_days=days.month_days or (start.day,)))
    return replace(days, unit="year") if days.months and days.interval == 1 else days


def _within_weeks(days: Days) -> Days:
    """The 8th to 14th, if a Saturday, as the second Saturday."""
    first = days.month_days[0]
    week = days.month_days == tuple(range(first, first + 7)) and first in (1, 8, 15, 22)
    if not week or len(days.weekdays) != 1:
        return days
    return replace(days, month_days=(), nths=((first // 7 + 1, days.weekdays[0]),), weekdays=())


def _yearly(days: Days, start: datetime) -> Days | None:
    if days.nths:
        return days
    if days.weekdays and not days.month_days:
        if days.interval == 1:
            return replace(days, unit="week")
        return days if days.months else None
    if days.month_days and not days.months:
        return _monthly(replace(days, unit="month"), start) if days.interval == 1 else None
    months, month_days = days.months or (start.month,), days.month_days or (start.day,)
    return _within_weeks(replace(days, months=months, month_days=month_days))
