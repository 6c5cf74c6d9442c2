"""Which of two days was meant, where the words leave that open."""

from datetime import date, timedelta

from oye_schedule.month import Found
from oye_schedule.problem import ScheduleError, refuse
from oye_schedule.shift import further


def which(word: str, near: date, far: date) -> ScheduleError:
    """A word that may mean the one day or the other."""
    choices = (near.isoformat(), far.isoformat())
    year = f" {far.year}" if far.year != near.year else ""
    said = f"{near:%A} {near.day} {near:%B} or {far.day} {far:%B}{year}"
    return refuse("ambiguous_time", f"{word!r} may be {said}; say which", choices)


def which_month(found: Found, day: date, today: date) -> ScheduleError | None:
    """ "next december", said in november: this year's or that of the next."""
    if found.get("mode") != "next" or day.year != today.year or "month_days" in found:
        return None
    return which("next", day, further(day, "year", 1))


def hour_or_day(found: Found, day: date, today: date) -> ScheduleError:
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
