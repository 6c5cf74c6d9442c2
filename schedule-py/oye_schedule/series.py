"""From the fields of a phrase to a recurrence: RRULE lines and the wall time of the first."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from oye_schedule.hours import Clock, part_time, usual
from oye_schedule.month import Found
from oye_schedule.named_day import day_of, period_start
from oye_schedule.occurrences import next_occurrences
from oye_schedule.problem import refuse
from oye_schedule.rule import WEEKDAYS
from oye_schedule.schedule import Schedule
from oye_schedule.shift import shifted

FREQ = {
    "second": "SECONDLY",
    "minute": "MINUTELY",
    "hour": "HOURLY",
    "day": "DAILY",
    "week": "WEEKLY",
    "month": "MONTHLY",
    "year": "YEARLY",
}
SHORT = {"second": 1, "minute": 60, "hour": 3600}


def _listed(numbers: Any) -> str:
    return ",".join(str(number) for number in numbers)


def _except(found: Found) -> Found:
    """`except` weekdays or months as those that are left."""
    if "skip_days" in found:
        left = tuple(day for day in found.get("days", range(7)) if day not in found["skip_days"])
        found = {**found, "days": left}
    if "skip_months" in found:
        left = tuple(m for m in found.get("months", range(1, 13)) if m not in found["skip_months"])
        found = {**found, "months": left}
    return found


def _weeks(found: Found) -> tuple[str, int]:
    """(unit, interval): days that are whole weeks count as weeks where weekdays are named.

    15 days are a fortnight where people say so: "tous les quinze jours le lundi".
    """
    unit, interval = found["every"]
    if unit != "day" or interval == 1 or not found.get("days"):
        return unit, interval
    if interval % 7 and interval != 15:
        raise refuse("not_understood", "a weekday doesn't go with that number of days")
    return "week", interval // 7


def rule_parts(found: Found) -> dict[str, str]:
    """The parts of the RRULE but for time, COUNT and UNTIL."""
    found = _except(found)
    unit, interval = _weeks(found)
    if unit == "week" and interval == 1 and "month_days" in found:
        unit = "month"
    if unit == "year" and "positions" in found and len(found.get("months", ())) > 1:
        # BYSETPOS chooses once a period, and the last working day of each month is meant.
        if interval > 1:
            raise refuse("not_understood", "say that for one month at a time")
        unit = "month"
    parts = {"FREQ": FREQ[unit]}
    if interval > 1:
        parts["INTERVAL"] = str(interval)
    if "months" in found:
        parts["BYMONTH"] = _listed(sorted(set(found["months"])))
    if "weeks" in found:
        parts["BYWEEKNO"] = _listed(found["weeks"])
    month_days = found.get("month_days", ())
    if unit == "year" and "year_days" in found and "months" not in found:
        parts["BYYEARDAY"] = _listed(sorted(set(found["year_days"])))
        month_days = ()
    elif "year_days" in found:
        month_days = found["year_days"]
    if month_days:
        parts["BYMONTHDAY"] = _listed(sorted(set(month_days)))
    days = [WEEKDAYS[day] for day in sorted(set(found.get("days", ())))]
    days += [f"{nth}{WEEKDAYS[day]}" for nth, day in found.get("nths", ())]
    if days:
        if "nths" in found and unit not in ("month", "year"):
            raise refuse("not_understood", "'the first Monday' goes with months or years")
        parts["BYDAY"] = ",".join(days)
    if "positions" in found:
        if unit not in ("month", "year"):
            raise refuse("not_understood", "'the last working day' goes with months or years")
        parts["BYSETPOS"] = _listed(sorted(found["positions"]))
    return parts


def _alike(clocks: Any) -> list[Clock]:
    """The hours of a list; beside one past noon, such as "7 and 19", all are of 24 hours."""
    full = any(hour > 12 and sure == "24" for hour, _, _, sure in clocks)
    return [(*clock[:3], "24") if full and clock[3] == "12" else clock for clock in clocks]


def _clocks(found: Found, table: dict[str, Any]) -> list[tuple[int, int]]:
    """The times of day that were said, as (hour, minute)."""
    part = found.get("part")
    if "times" in found:
        times = []
        for clock in _alike(found["times"]):
            at, _ = usual(clock, part, table)
            if at.second:
                raise refuse("not_understood", "a recurring time has no seconds")
            times.append((at.hour, at.minute))
        return sorted(set(times))
    if part == "afternoon":
        # Readers differ by hours, and a series would be wrong each day.
        hours = ("12:00", "15:00", "17:00")
        raise refuse("ambiguous_time", "an afternoon has many hours; say at which", hours)
    return [(part_time(part).hour, 0)] if part else []


def _window(found: Found) -> list[tuple[int, int]]:
    """The times of "every 2 hours from 9 to 17", both ends included."""
    unit, step = found["every"]
    if unit not in ("hour", "minute"):
        raise refuse("not_understood", "'from … to …' goes with hours or minutes")
    first, last = found["window"]
    low = first[0] * 60 + first[1]
    high = last[0] * 60 + last[1]
    if high <= low and last[3] in ("12", "12:"):
        high += 720
    if high <= low:
        raise refuse("not_understood", "the end of the hours lies before their beginning")
    minutes = step * (60 if unit == "hour" else 1)
    return [divmod(at, 60) for at in range(low, high + 1, minutes)]


def _unit_of_days(found: Found) -> str:
    """The unit of the days of "every hour from 9 to 13 on the last Friday of May"."""
    if not {"nths", "positions"} & set(found):
        return "day"
    return "year" if "months" in found else "month"


def _with_times(parts: dict[str, str], times: list[tuple[int, int]]) -> list[dict[str, str]]:
    """One rule for each set of hours that share their minutes.

    One for each time where BYSETPOS chooses: it would choose among the times as well.
    """
    if not times:
        return [parts]
    if "BYSETPOS" in parts:
        return [{**parts, "BYHOUR": f"{hour}", "BYMINUTE": f"{minute}"} for hour, minute in times]
    minutes: dict[int, list[int]] = {}
    for hour, minute in times:
        minutes.setdefault(hour, []).append(minute)
    groups: dict[tuple[int, ...], list[int]] = {}
    for hour, found in minutes.items():
        groups.setdefault(tuple(found), []).append(hour)
    return [
        {**parts, "BYHOUR": _listed(hours), "BYMINUTE": _listed(found)}
        for found, hours in groups.items()
    ]


def _mere_month(point: Found) -> bool:
    return "months" in point and not {"month_days", "nths"} & set(point)


def _until(found: Found, start: datetime, now: datetime) -> str | None:
    if "lasting" in found and (found["every"][0] in SHORT or found["lasting"][0][1] in SHORT):
        first = start if "start" in found else now
        return f"{shifted(first, found['lasting']):%Y%m%dT%H%M%S}"
    if "lasting" in found:
        days = {"days", "nths", "month_days", "months"} & set(found)
        first = min(start, now) if days else start
        end = shifted(datetime.combine(first.date(), time()), found["lasting"])
        return f"{end:%Y%m%dT%H%M%S}"
    if "until" not in found:
        return None
    point = dict(found["until"])
    today = start.date()
    if "year" in point and not {"months", "month_days"} & set(point):
        ends = (f"{point['year']}-01-01", f"{point['year']}-12-31")
        raise refuse("ambiguous_time", f"until {point['year']} begins or ends? say a date", ends)
    whole_month = _mere_month(point)
    if whole_month and ("months" in found or _mere_month(dict(found.get("start", ())))):
        detail = "a month has many days; say them, such as 'from 1 January to 31 March'"
        raise refuse("ambiguous_time", detail)
    day = day_of(point, today)
    if day is None:
        raise refuse("not_understood", "'until' needs a date")
    at = time() if whole_month else time(23, 59, 59)
    return f"{datetime.combine(day, at):%Y%m%dT%H%M%S}"


def _first_day(found: Found, now: datetime) -> datetime:
    """From when on the series may begin."""
    if "start" not in found:
        return now
    point = dict(found["start"])
    if point.get("shift") == ((0, "second"),):
        return now
    if "rel" in point and not {"days", "month_days", "months", "nths"} & set(point):
        begin: date | None = period_start(point, now.date())
    else:
        begin = day_of(point, now.date())
    if begin is None:
        raise refuse("not_understood", "'starting' needs a date")
    return max(now, datetime.combine(begin, time()) - timedelta(seconds=1))


def _from_hour(after: datetime, at: tuple[int, int], now: datetime) -> datetime:
    """Just before an hour of the day on which hours or less begin to count."""
    begin = datetime.combine((after + timedelta(seconds=1)).date(), time(*at))
    if begin <= now:
        raise refuse("in_the_past", f"{begin:%Y-%m-%d %H:%M} has passed; give a time to come")
    return begin - timedelta(seconds=1)


def _text(parts: dict[str, str]) -> str:
    return "RRULE:" + ";".join(f"{name}={value}" for name, value in parts.items())


def _first(parts: dict[str, str], begin: datetime, after: datetime) -> datetime:
    """The first wall time after `after` that fits a rule whose start is `begin`."""
    schedule = Schedule(begin, None, (_text(parts),))
    found = next_occurrences(schedule, zone="UTC", after=after.replace(tzinfo=UTC), limit=1)
    if not found.instants:
        raise refuse("never_matches", f"{found.reason}")
    return found.instants[0].replace(tzinfo=None)


def _all_told(found: Found) -> bool:
    """Whether "twice a day" comes with its two times, or "twice a week" with its two days."""
    names = ("times",) if found["every"][0] == "day" else ("days", "nths", "month_days", "months")
    return any(len(found.get(name, ())) == found["rate"] for name in names)


def series(
    found: Found, now: datetime, default: time, table: dict[str, Any]
) -> tuple[datetime, tuple[str, ...]]:
    """(wall time of the first, recurrence lines) of the fields of a recurring phrase."""
    unit, interval = found["every"]
    if "rate" in found and not _all_told(found):
        period = f"a {unit}" if interval == 1 else f"every {interval} {unit}s"
        said = f"{found['rate']} times {period}"
        how = {"day": "at 9:00 and 21:00", "week": "mondays and fridays"}.get(
            found["every"][0], "every month on the 1st and 15th"
        )
        raise refuse("ambiguous_time", f"that is {said}; say when, such as {how!r}")
    if "alone" in found and {"days", "nths", "weeks"} & set(found):
        raise refuse("not_understood", "say of which week or month that day is")
    if "dashed" in found and found["every"][0] != "year":
        raise refuse("not_understood", "say the hours with 'from' and 'to', a date with its month")
    if {"named", "shift", "rel", "mode", "year", "instant", "lead"} & set(found):
        raise refuse("not_understood", "a series takes no single day; say 'starting' before it")
    after = _first_day(found, now)
    if "window" in found:
        times = _window(found)
        found = {**found, "every": (_unit_of_days(found), 1)}
    else:
        times = _clocks(found, table)
        if unit in SHORT and "start" in found and len(times) == 1:
            after = _from_hour(after, times.pop(), now)
        if times and unit in SHORT:
            raise refuse("not_understood", "a time of day doesn't go with hours or minutes")
    parts = rule_parts(found)
    if unit in SHORT and "window" not in found:
        starts_at = _short(parts, after, now, unit, interval)
    else:
        starts_at = _long(parts, times, after, now, default)
    if "count" in found:
        parts["COUNT"] = str(found["count"])
    until = _until(found, starts_at, now)
    if until is not None:
        parts["UNTIL"] = until
    lines = _with_times(parts, times)
    if len(lines) > 1 and "count" in found:
        raise refuse("ambiguous_time", "a number of times goes with one time of day")
    return starts_at, tuple(_text(line) for line in lines)


def _short(
    parts: dict[str, str], after: datetime, now: datetime, unit: str, interval: int
) -> datetime:
    """The first of a series of hours or less: one interval from now, or where it is to start."""
    begin = after + timedelta(seconds=1 if after > now else SHORT[unit] * interval)
    begin = begin.replace(microsecond=0) if unit == "second" else _whole_minute(begin)
    if {"BYMONTH", "BYDAY", "BYMONTHDAY"} & set(parts):
        return _first(parts, begin, after)
    return begin


def _whole_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _long(
    parts: dict[str, str],
    times: list[tuple[int, int]],
    after: datetime,
    now: datetime,
    default: time,
) -> datetime:
    """The first of a series of days. One that names its days begins with the next such day."""
    hour, minute = times[0] if times else (default.hour, default.minute)
    begin = datetime.combine(after.date(), time(hour, minute))
    plain = not {"BYMONTH", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"} & set(parts)
    if plain and after > now:
        return begin if begin > after else begin + timedelta(days=1)
    lines = _with_times(parts, times)
    if not plain:
        lines = [{**line, "INTERVAL": "1"} for line in lines]
    return min(_first(line, begin, after) for line in lines)
