"""Days and moments that are moved by spans of the calendar."""

from datetime import date, datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from oye_schedule.problem import refuse

MOST_DAYS = 3_660


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
            moment = datetime.combine(further(moment.date(), unit, int(amount)), moment.time())
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


def further(day: date, unit: str, count: int) -> date:
    """The day so many weeks, months or years on; the last of a month that is too short."""
    steps: dict[str, Any] = {f"{unit}s": count}
    return day + relativedelta(**steps)
