"""From the fields of a phrase to the one day and time that it names."""

from datetime import date, datetime, time, timedelta
from typing import Any

from oye_schedule.doubt import which
from oye_schedule.hours import candidates, part_time, usual
from oye_schedule.month import Found
from oye_schedule.named_day import day_of
from oye_schedule.problem import ScheduleError, refuse
from oye_schedule.shift import shifted


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
            raise which(f"{day:%A}", day, week.date())
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


def _in_the_past(moment: datetime) -> ScheduleError:
    return refuse("in_the_past", f"{moment:%Y-%m-%d %H:%M} has passed; give a time to come")
