"""A cron line in words, with the line as it was written."""

from dataclasses import replace

from oye_schedule.cron import Cron, parse_cron
from oye_schedule.describe_days import Told, days_told
from oye_schedule.describe_hours import hours_told
from oye_schedule.describe_set import Days
from oye_schedule.describe_words import WORK, Say


def cron_told(line: str, say: Say) -> str:
    """ "every 15 minutes, Monday to Friday (*/15 * * * 1-5)"; the line alone without words."""
    cron = parse_cron(line)
    told = _days_told(cron, say)
    hours = hours_told([second // 60 for second in cron.times], say, whole=True)
    if told is None or hours is None:
        return str(say["cron"].format(line=line))
    if not hours.often:
        said = f"{told.every} {hours.text}"
    else:
        said = f"{hours.text}, {told.on}".rstrip(",") if told.on else hours.text
    return f"{said} ({line})"


def _days_told(cron: Cron, say: Say) -> Told | None:
    """The days: one field's, or those that match both, or those that match either."""
    dated, weekly = _by_date(cron), _by_weekday(cron)
    if not cron.both and not (dated and weekly):
        # A field that names every day matches each of them.
        dated, weekly = [], []
    if cron.both and dated and weekly:
        if cron.nth_days or cron.last_workday:
            return None
        dated, weekly = [replace(day, weekdays=cron.week_days) for day in dated], []
    parts = [days_told(day, say) for day in [*dated, *weekly] or [_daily(cron)]]
    said = parts[0]
    for part in parts[1:]:
        if said is None or part is None:
            return None
        said = Told(
            say["also"].format(one=said.every, other=part.every),
            say["also"].format(one=said.on, other=part.on),
        )
    return said


def _months(cron: Cron) -> tuple[int, ...]:
    return cron.months if len(cron.months) < 12 else ()


def _daily(cron: Cron) -> Days:
    return Days("day", months=_months(cron))


def _by_date(cron: Cron) -> list[Days]:
    if len(cron.month_days) == 31:
        return []
    months = _months(cron)
    unit = "year" if months else "month"
    month_days = (*cron.month_days, *((-1,) if cron.last_day else ()))
    found = []
    if month_days or cron.nearest:
        found.append(Days(unit, months=months, month_days=month_days, nearest=cron.nearest))
    if cron.last_workday:
        found.append(Days(unit, months=months, weekdays=WORK, positions=(-1,)))
    return found


def _by_weekday(cron: Cron) -> list[Days]:
    if len(cron.week_days) == 7:
        return []
    months = _months(cron)
    found = []
    if cron.week_days:
        found.append(Days("week", months=months, weekdays=cron.week_days))
    if cron.nth_days:
        found.append(Days("year" if months else "month", months=months, nths=cron.nth_days))
    return found
