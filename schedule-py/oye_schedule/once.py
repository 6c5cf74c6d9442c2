"""From the fields of a phrase to the one day and time that it names."""

import calendar
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from oye_schedule.hours import candidates, part_time, usual
from oye_schedule.problem import ScheduleError

Found = dict[str, Any]
MOST_DAYS = 3_660


def refuse(slug: str, detail: str, choices: tuple[str, ...] = ()) -> ScheduleError:
    """The error for a phrase that can't be taken as it stands."""
    return ScheduleError(slug, detail, field="when", choices=choices)


def shifted(moment: datetime, span: Any) -> datetime:
    """A naive moment moved by ((amount, unit), …), by the calendar where a unit is of days."""
    for amount, unit in span:
        if unit == "year" and amount != int(amount):
            amount, unit = amount * 12, "month"
        if unit in ("second", "minute", "hour", "day", "week"):
            moment += timedelta(**{f"{unit}s": amount})
        elif unit == "workday":
            moment += timedelta(days=_working(moment.date(), amount))
        elif amount != int(amount):
            raise refuse("not_understood", f"{amount} of a {unit} is not a whole number of days")
        else:
            moment = datetime.combine(_later(moment.date(), unit, int(amount)), moment.time())
    return moment


def _working(day: date, count: float) -> int:
    """How many days it takes for so many working days to pass."""
    ahead = left = 0
    while left < count:
        ahead += 1
        left += (day + timedelta(days=ahead)).weekday() < 5
        if ahead > MOST_DAYS:
            raise refuse("out_of_range", "that is too far away")
    return ahead


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


def _later(day: date, unit: str, count: int) -> date:
    steps: dict[str, Any] = {f"{unit}s": count}
    return day + relativedelta(**steps)


def _months(found: Found, today: date) -> Iterator[tuple[int, int]]:
    """The months that a date may lie in, from this one on, by year, month or "next month"."""
    if "rel" in found:
        unit, count = found["rel"]
        base = _later(today, unit, count)
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


def _calendar_day(found: Found, today: date) -> date | None:
    """The first day from today on that has the month, the day or the weekday that was said."""
    for year, month in _months(found, today):
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
            raise _which(f"in {mode[1]} weeks", within, later)
        return later
    if isinstance(mode, tuple):
        return today + timedelta(days=(ahead or 7) + 7 * (mode[1] - 1))
    if mode == "coming":
        return today + timedelta(days=ahead or 7)
    if mode == "next" and (weekday > today.weekday() or len(found["days"]) > 1):
        near = today + timedelta(days=ahead)
        far = near + timedelta(days=7)
        raise _which("next", near, far)
    return today + timedelta(days=ahead or 7 if mode == "next" else ahead)


def _which_month(found: Found, day: date, today: date) -> ScheduleError | None:
    """ "next december", said in november: this year's or that of the next."""
    if found.get("mode") != "next" or day.year != today.year or "month_days" in found:
        return None
    return _which("next", day, _later(day, "year", 1))


def _which(word: str, near: date, far: date) -> ScheduleError:
    choices = (near.isoformat(), far.isoformat())
    year = f" {far.year}" if far.year != near.year else ""
    said = f"{near:%A} {near.day} {near:%B} or {far.day} {far:%B}{year}"
    return refuse("ambiguous_time", f"{word!r} may be {said}; say which", choices)


def _hour_or_day(found: Found, day: date, today: date) -> ScheduleError:
    """ "friday 5": the hour on the next such weekday, or a Friday the 5th."""
    number = found["month_days"][0]
    if not found["near"]:
        return refuse("no_such_date", f"the {number} is no such weekday soon; give the month")
    week = today + timedelta(days=(found["days"][0] - today.weekday()) % 7 or 7)
    hours = (number, number + 12) if number < 8 else (number % 24,)
    moments = tuple(f"{week} {hour:02}:00" for hour in hours)
    return refuse(
        "ambiguous_time",
        f"{number} may be the hour or the day; say which",
        (*moments, day.isoformat()),
    )


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
        return _work_day(found, today)
    if "year_days" in found or "weeks" in found:
        raise refuse("not_understood", "a day or week of the year goes with 'every year'")
    if "named" in found:
        named = today + timedelta(days=found["named"])
        if "days" in found and named.weekday() not in found["days"]:
            raise refuse("several_dates", "that names two days; say 'every' or choose one")
        return named
    dated = any(name in found for name in ("nths", "month_days", "months"))
    if dated:
        day = _calendar_day(found, today)
        if day is None:
            raise refuse("no_such_date", "there is no such date")
        if (two := _which_month(found, day, today)) is not None:
            raise two
        unsure = found.get("near") or "among" in found
        if unsure and "months" not in found and (day - today).days > 31:
            raise _hour_or_day(found, day, today)
        return day
    if "days" in found:
        return _weekday(found, today)
    if "rel" in found or "year" in found:
        return _whole_period(found, today)
    return None


def _work_day(found: Found, today: date) -> date:
    """The nth working day of a month, the first from today on."""
    if len(found["positions"]) > 1:
        raise refuse("several_dates", "that names several days; say 'every' or choose one")
    nth: int = found["positions"][0]
    for year, month in _months(found, today):
        length = calendar.monthrange(year, month)[1]
        every = (date(year, month, day) for day in range(1, length + 1))
        days = [day for day in every if day.weekday() < 5]
        index = nth - 1 if nth > 0 else len(days) + nth
        if 0 <= index < len(days) and days[index] >= today:
            return days[index]
    raise refuse("no_such_date", "there is no such date")


def mismatch(found: Found, moment: datetime) -> str | None:
    """What to say where the weekday that was said is not that of the date; the date counts."""
    if "days" not in found or "months" not in found or moment.weekday() in found["days"]:
        return None
    said = calendar.day_name[found["days"][0]]
    return f"{moment.day} {moment:%B %Y} is a {moment:%A}, not a {said}"


def period_start(found: Found, today: date) -> date:
    """The first day of the week, month or year that was said, such as "next week"."""
    unit, count = found["rel"]
    later = _later(today, unit, count)
    starts = {
        "week": later - timedelta(days=later.weekday()),
        "month": later.replace(day=1),
        "year": later.replace(month=1, day=1),
    }
    return starts.get(unit, later)


def _whole_period(found: Found, today: date) -> date:
    if "rel" not in found:
        raise refuse("ambiguous_time", "a year alone names no day; say which")
    unit, count = found["rel"]
    if unit in ("second", "minute", "hour"):
        raise refuse("not_understood", f"'next {unit}' is not understood; say 'in 1 {unit}'")
    later = _later(today, unit, count)
    if unit == "day":
        return later
    first = period_start(found, today)
    days = dict.fromkeys((max(first, today).isoformat(), later.isoformat()))
    raise refuse(
        "ambiguous_time", f"a {unit} has several days; say which, such as {min(days)}", tuple(days)
    )


def _in_the_past(moment: datetime) -> ScheduleError:
    return refuse("in_the_past", f"{moment:%Y-%m-%d %H:%M} has passed; give a time to come")


def once(found: Found, now: datetime, default: time, table: dict[str, Any]) -> datetime:
    """The wall time that the fields of a one-off name, later than `now` (naive, local)."""
    if found.pop("same", False):
        found.setdefault("times", ((now.hour, now.minute, 0, "24"),))
    if "lead" in found:
        span = tuple((-amount, unit) for amount, unit in found.pop("lead"))
        moment = shifted(once(found, now, default, table), span)
        if moment <= now:
            raise _in_the_past(moment)
        return moment
    if "shift" in found and "named" not in found:
        moment = shifted(now, found["shift"])
        if "times" not in found and "part" not in found:
            return moment
        found = {**found, "exact_day": moment.date()}
    elif "shift" in found:
        base = datetime.combine(now.date() + timedelta(days=found["named"]), now.time())
        found = {**found, "exact_day": shifted(base, found["shift"]).date()}
    day = found.get("exact_day") or day_of(found, now.date())
    part = found.get("part")
    if len(found.get("times", ())) > 1:
        raise refuse("several_dates", "that names several times; say 'every' or choose one")
    if day is None:
        return _next_time(found, now, table)
    return _on_day(found, day, part, now, default, table)


def _next_time(found: Found, now: datetime, table: dict[str, Any]) -> datetime:
    part = found.get("part")
    if "times" in found:
        times = candidates(found["times"][0], part, table)
    else:
        times = [part_time(part or "morning")]
    days = (now.date(), now.date() + timedelta(days=1))
    moments = [datetime.combine(day, at) for day in days for at in times]
    return min(moment for moment in moments if moment > now)


def _on_day(
    found: Found,
    day: date,
    part: str | None,
    now: datetime,
    default: time,
    table: dict[str, Any],
) -> datetime:
    if "times" in found:
        clock = found["times"][0]
        if day == now.date() and not part and "days" not in found:
            later = [datetime.combine(day, at) for at in candidates(clock, part, table)]
            ahead = [moment for moment in later if moment > now]
            moment = min(ahead) if ahead and len(later) > 1 else later[0]
        else:
            at, extra = usual(clock, part, table)
            moment = datetime.combine(day + timedelta(days=extra), at)
    else:
        moment = datetime.combine(day, part_time(part) if part else default)
    if moment <= now and day == now.date() and moment.time() == time() and part is None:
        # The midnight of today is the one to come, which ends it.
        return moment + timedelta(days=1)
    if day == now.date() and "days" in found and "mode" not in found and "months" not in found:
        week = moment + timedelta(days=7)
        if moment > now and ("rel" in found or "month_days" in found):
            return moment
        if moment > now:
            raise _which(f"{day:%A}", day, week.date())
        if "rel" not in found and "month_days" not in found:
            return week
    if moment <= now:
        return _moved_on(found, moment, now, part)
    return moment


def _moved_on(found: Found, moment: datetime, now: datetime, part: str | None) -> datetime:
    """What a day without a year means when its time is over: today's rest, or a year later."""
    if moment.date() == now.date() and "times" not in found and not part and now.hour < 23:
        return now.replace(hour=now.hour + 1, minute=0, second=0, microsecond=0)
    if "year" in found or "named" in found or "shift" in found or "rel" in found:
        raise _in_the_past(moment)
    day = day_of(found, now.date() + timedelta(days=1))
    if day is None:
        raise _in_the_past(moment)
    return datetime.combine(day, moment.time())
