"""The days of a series in words, whether an RRULE or a cron line names them."""

from collections.abc import Sequence
from dataclasses import dataclass

from oye_schedule.describe_month import condition, conditions, in_months, named_days
from oye_schedule.describe_set import Days
from oye_schedule.describe_words import (
    REST,
    SHORTEST_RUN,
    WORK,
    Say,
    amount,
    from_the_end,
    joined,
    months,
    numbers,
    several,
    weekday_run,
    weekdays,
)


@dataclass(frozen=True, slots=True)
class Told:
    """`every` tells days as a series ("every Monday"), `on` as days of one ("on Monday")."""

    every: str
    on: str


def days_told(days: Days, say: Say) -> Told | None:
    """Days in words; None where there are none that say it."""
    if days.weeks or days.year_days:
        return _of_year(days, say)
    if days.month_days or days.nths or days.nearest or days.positions:
        return _of_month(days, say)
    within = f" {months(say, days.months, 'in_months')}" if days.months else ""
    every = _every(days, say)
    if not days.weekdays:
        return Told(f"{every}{within}", within.strip() if days.interval == 1 else every + within)
    if days.unit == "day":
        told = f"{every}{within}{condition(days, say)}"
        return Told(told, told)
    on = _within(days, _on_weekdays(days.weekdays, say), within)
    if days.unit == "week" and days.interval == 1:
        return Told(f"{_each_weekday(days.weekdays, say)}{within}", on)
    mixed = _within(days, _weekdays_of_interval(days.weekdays, say), within)
    return Told(f"{every} {mixed}", f"{every} {mixed}")


def _within(days: Days, on: str, within: str) -> str:
    """Weekdays and their months; "until Friday in July" would be a date that ends a series."""
    first = len(days.weekdays) >= SHORTEST_RUN and within
    return f"{within.strip()} {on}" if first else f"{on}{within}"


def _every(days: Days, say: Say) -> str:
    return amount(say, "month_unit" if days.unit == "month" else days.unit, days.interval)


def _each_weekday(days: Sequence[int], say: Say) -> str:
    if days in (WORK, REST):
        return str(say["workdays" if days == WORK else "weekends"])
    run = weekday_run(say, days) if len(days) >= SHORTEST_RUN else None
    return run or weekdays(say, days, "each")


def _on_weekdays(days: Sequence[int], say: Say) -> str:
    told = len(days) >= SHORTEST_RUN and not say.get("run_alone")
    run = weekday_run(say, days) if told else None
    return run or _weekdays_of_interval(days, say)


def _weekdays_of_interval(days: Sequence[int], say: Say) -> str:
    """Weekdays after "every 2 weeks"."""
    if days in (WORK, REST):
        return str(say["on_workdays" if days == WORK else "on_weekends"])
    return weekdays(say, days, "on")


def _of_year(days: Days, say: Say) -> Told | None:
    """Weeks by their numbers, or days of the year by theirs."""
    every = _every(days, say)
    if days.weeks:
        if min(days.weeks) < 1:
            return None
        weeks = joined(say, [str(week) for week in days.weeks])
        told = several(say["week_number"], len(days.weeks)).format(weeks=weeks)
        if days.weekdays:
            told = f"{_on_weekdays(days.weekdays, say)} {told}"
        return Told(f"{every} {told}", told if days.interval == 1 else f"{every} {told}")
    forward = [day for day in days.year_days if day > 0]
    listed = joined(say, numbers(say, "year_day", forward))
    parts = [f"{listed} {say['of_year_days']}"] if forward else []
    for day in sorted(set(days.year_days) - set(forward), reverse=True):
        counted = from_the_end(day, say, "year_day_back")
        if counted is None:
            return None
        parts.append(f"{counted} {say['of_the_year']}")
    told = joined(say, parts)
    return Told(f"{every} {told}", told if days.interval == 1 else f"{every} {told}")


def _of_month(days: Days, say: Say) -> Told | None:
    named = named_days(days, say)
    if named is None:
        return None
    what = joined(say, named)
    every = _every(days, say)
    if days.unit == "year":
        told = f"{every} {in_months(days, what, say)}"
    elif days.interval == 1:
        told = f"{what} {say['of_every_month']}"
    else:
        within = f" {months(say, days.months, 'in_months')}" if days.months else ""
        told = f"{every} {what} {say['of_the_month']}{within}"
    told += conditions(days, say)
    return Told(told, told)
