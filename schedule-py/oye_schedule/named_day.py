"""From the fields of a phrase to the one day that it names."""

import calendar
from datetime import date, datetime, timedelta

from oye_schedule.doubt import hour_or_day, which, which_month
from oye_schedule.month import Found, calendar_day, no_such_date, work_day
from oye_schedule.problem import refuse
from oye_schedule.shift import further


def day_of(found: Found, today: date) -> date | None:
    """The day that the fields name; None if they name none but a time."""
    several = len(found.get("days", ())) > 1 and "positions" not in found
    if several and not {"weekend", "mode"} & set(found):
        raise refuse("several_dates", "that names several days; say 'every' or choose one")
    for name in ("nths", "month_days", "months"):
        if len(found.get(name, ())) > 1:
            raise refuse("several_dates", "that names several days; say 'every' or choose one")
    if {"nths", "month_days"} <= set(found):
        raise refuse("several_dates", "that names several days; say 'every' or choose one")
    if (
        "nths" in found
        and found["nths"][0][0] == -1
        and not {"within", "months", "rel"} & set(found)
    ):
        raise refuse("in_the_past", "the last one has passed; say of which month, or 'next'")
    if "positions" in found:
        return work_day(found, today)
    if "year_days" in found or "weeks" in found:
        raise refuse("not_understood", "a day or week of the year goes with 'every year'")
    if "named" in found:
        named = today + timedelta(days=found["named"])
        if "days" in found and named.weekday() not in found["days"]:
            raise refuse("several_dates", "that names two days; say 'every' or choose one")
        return named
    dated = any(name in found for name in ("nths", "month_days", "months"))
    if dated:
        day = calendar_day(found, today)
        if day is None:
            raise no_such_date(found)
        if (two := which_month(found, day, today)) is not None:
            raise two
        unsure = found.get("near") or "among" in found
        if unsure and "months" not in found and (day - today).days > 31:
            raise hour_or_day(found, day, today)
        return day
    if "days" in found:
        return _weekday(found, today)
    if "rel" in found or "year" in found:
        return _whole_period(found, today)
    return None


def _weekday(found: Found, today: date) -> date:
    weekday, mode = found["days"][0], found.get("mode")
    ahead = (weekday - today.weekday()) % 7
    if "rel" in found:
        unit, count = found["rel"]
        if unit != "week":
            raise refuse("not_understood", f"a weekday goes with a week, not with a {unit}")
        return today + timedelta(days=weekday - today.weekday() + 7 * count)
    if mode == "after_next":
        return today + timedelta(days=(ahead or 7) + 7)
    if isinstance(mode, tuple) and mode[0] == "weeks":
        later = today + timedelta(days=(ahead or 7) + 7 * mode[1])
        within = today + timedelta(days=weekday - today.weekday() + 7 * mode[1])
        if later != within:
            raise which(f"in {mode[1]} weeks", within, later)
        return later
    if isinstance(mode, tuple):
        return today + timedelta(days=(ahead or 7) + 7 * (mode[1] - 1))
    if mode == "coming":
        return today + timedelta(days=ahead or 7)
    if mode == "next" and (weekday > today.weekday() or len(found["days"]) > 1):
        near = today + timedelta(days=ahead)
        far = near + timedelta(days=7)
        raise which("next", near, far)
    return today + timedelta(days=ahead or 7 if mode == "next" else ahead)


def _whole_period(found: Found, today: date) -> date:
    if "rel" not in found:
        raise refuse("ambiguous_time", "a year alone names no day; say which")
    unit, count = found["rel"]
    if unit in ("second", "minute", "hour"):
        raise refuse("not_understood", f"'next {unit}' is not understood; say 'in 1 {unit}'")
    later = further(today, unit, count)
    if unit == "day":
        return later
    first = period_start(found, today)
    days = dict.fromkeys((max(first, today).isoformat(), later.isoformat()))
    raise refuse(
        "ambiguous_time", f"a {unit} has several days; say which, such as {min(days)}", tuple(days)
    )


def period_start(found: Found, today: date) -> date:
    """The first day of the week, month or year that was said, such as "next week"."""
    unit, count = found["rel"]
    later = further(today, unit, count)
    starts = {
        "week": later - timedelta(days=later.weekday()),
        "month": later.replace(day=1),
        "year": later.replace(month=1, day=1),
    }
    return starts.get(unit, later)


def mismatch(found: Found, moment: datetime) -> str | None:
    """What to say where the weekday that was said is not that of the date; the date counts."""
    if "days" not in found or "months" not in found or moment.weekday() in found["days"]:
        return None
    said = calendar.day_name[found["days"][0]]
    return f"{moment.day} {moment:%B %Y} is a {moment:%A}, not a {said}"
