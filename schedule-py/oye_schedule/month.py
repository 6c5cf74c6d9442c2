"""From the fields of a phrase to a day within the months that it leaves open."""

import calendar
from collections.abc import Iterator
from datetime import date
from typing import Any

from oye_schedule.problem import ScheduleError, refuse
from oye_schedule.shift import further

Found = dict[str, Any]


def nth_day(year: int, month: int, nth: int, weekday: int) -> date | None:
    """The nth (or nth last) weekday of a month, None where it lacks one."""
    length = calendar.monthrange(year, month)[1]
    days = [day for day in range(1, length + 1) if date(year, month, day).weekday() == weekday]
    index = nth - 1 if nth > 0 else len(days) + nth
    return date(year, month, days[index]) if 0 <= index < len(days) else None


def _month_day(year: int, month: int, day: int) -> date | None:
    length = calendar.monthrange(year, month)[1]
    day = length + 1 + day if day < 0 else day
    return date(year, month, day) if 1 <= day <= length else None


def months(found: Found, today: date) -> Iterator[tuple[int, int]]:
    """The months that a date may lie in, from this one on, by year, month or "next month"."""
    if "rel" in found:
        unit, count = found["rel"]
        base = further(today, unit, count)
        if unit == "month":
            yield base.year, base.month
        elif unit == "year":
            yield from ((base.year, month) for month in found.get("months", range(1, 13)))
        return
    if "year" in found:
        yield from ((found["year"], month) for month in found.get("months", range(1, 13)))
        return
    for index in range(today.year * 12 + today.month - 1, (today.year + 29) * 12):
        if index % 12 + 1 in found.get("months", range(1, 13)):
            yield index // 12, index % 12 + 1


def no_such_date(found: Found) -> ScheduleError:
    """The error for a date that no calendar has, with how long its month is."""
    day, month = found.get("month_days", (0,))[0], found.get("months", (0,))[0]
    if not month or day < 1:
        return refuse("no_such_date", "there is no such date to come; name its month")
    year = found.get("year")
    # Of no year in particular: that of one with a 29 February.
    length = calendar.monthrange(year or 2024, month)[1]
    name = calendar.month_name[month]
    most = f"{name} has {length} days" + (" at most" if month == 2 and year is None else "")
    return refuse("no_such_date", f"there is no {day} {name}{f' {year}' if year else ''}; {most}")


def calendar_day(found: Found, today: date) -> date | None:
    """The first day from today on that has the month, the day or the weekday that was said."""
    for year, month in months(found, today):
        if "nths" in found:
            day = nth_day(year, month, *found["nths"][0])
        else:
            day = _month_day(year, month, found.get("month_days", (1,))[0])
        fits = day is not None and (
            "days" not in found or "months" in found or day.weekday() in found["days"]
        )
        if day is not None and fits and (day >= today or "year" in found):
            return day
    return None


def work_day(found: Found, today: date) -> date:
    """The nth working day of a month, the first from today on."""
    if len(found["positions"]) > 1:
        raise refuse("several_dates", "that names several days; say 'every' or choose one")
    nth: int = found["positions"][0]
    for year, month in months(found, today):
        length = calendar.monthrange(year, month)[1]
        every = (date(year, month, day) for day in range(1, length + 1))
        days = [day for day in every if day.weekday() < 5]
        index = nth - 1 if nth > 0 else len(days) + nth
        if 0 <= index < len(days) and days[index] >= today:
            return days[index]
    raise no_such_date(found)
