"""From the fields of a phrase to a schedule, and the choice between several readings."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from oye_schedule.choice import chosen_fields
from oye_schedule.clauses import Fields
from oye_schedule.named_day import mismatch
from oye_schedule.once import once
from oye_schedule.problem import ScheduleError, refuse
from oye_schedule.schedule import Schedule
from oye_schedule.sequence import anchored
from oye_schedule.series import series
from oye_schedule.zone import load_zone

# A refusal for these reasons stands, even where a longer way round reads something else.
CERTAIN = {"ambiguous_time", "in_the_past", "no_such_date", "several_dates"}


def _schedule(
    found: dict[str, Any], now: datetime, zone: ZoneInfo, default: time, table: dict[str, Any]
) -> Schedule:
    if found.pop("plural", False) and "every" not in found:
        if {"month_days", "year", "named", "rel", "mode"} & set(found):
            raise refuse("not_understood", "a date is no series; say 'every'")
        found["every"] = ("week", 1)
    if found.get("past"):
        raise refuse("in_the_past", "that has passed; give a time to come")
    if "instant" in found:
        return _stamped(found)
    local = now.astimezone(zone)
    wall = local.replace(tzinfo=None, fold=0)
    where = load_zone(found["zone"]).key if "zone" in found else None
    if where is not None:
        wall = now.astimezone(load_zone(where)).replace(tzinfo=None, fold=0)
    if "every" in found:
        starts_at, lines = series(found, wall, default, table)
        return Schedule(starts_at, where, lines)
    if "window" in found:
        raise refuse("not_understood", "say only when it begins, or how often: 'every hour from …'")
    if {"count", "lasting", "until", "start", "skip_days", "skip_months"} & set(found):
        raise refuse("not_understood", "that needs how often, such as 'every day'")
    if "after_done" in found:
        return _waiting(found, wall, where, default, table)
    span = found.get("shift")
    if span and "named" not in found and all(unit in _ELAPSED for _, unit in span):
        return elapsed(sum(_ELAPSED[unit] * amount for amount, unit in span), now, zone)
    return Schedule(once(found, wall, default, table).replace(microsecond=0), where)


def _waiting(
    found: dict[str, Any],
    wall: datetime,
    where: str | None,
    default: time,
    table: dict[str, Any],
) -> Schedule:
    """A schedule that waits after each answer. Its first comes at the next such time of day."""
    span = found.pop("after_done")
    letters = {"day": "D", "week": "W", "month": "M", "year": "Y"}
    times = {"hour": "H", "minute": "M", "second": "S"}
    if any(amount != int(amount) for amount, _ in span):
        raise refuse("not_understood", "a wait is of whole numbers, such as 'every 3 days'")
    days = "".join(f"{int(n)}{letters[unit]}" for n, unit in span if unit in letters)
    rest = "".join(f"{int(n)}{times[unit]}" for n, unit in span if unit in times)
    wait = f"P{days}" + (f"T{rest}" if rest else "")
    if rest:
        first = once({"shift": span}, wall, default, table)
    elif {"times", "part", "days", "named", "month_days", "months"} & set(found):
        first = once(found, wall, default, table)
    else:
        today = datetime.combine(wall.date(), default)
        first = today if today > wall else today + timedelta(days=1)
    return Schedule(first.replace(microsecond=0), where, (), wait)


_ELAPSED = {"second": 1, "minute": 60, "hour": 3600}


def elapsed(seconds: float, now: datetime, zone: ZoneInfo) -> Schedule:
    """An instant so long after now, pinned; in UTC where the wall clock shows it twice."""
    up = 1 if now.microsecond else 0
    stamp = now.astimezone(UTC).timestamp() // 1 + up + round(seconds)
    local = datetime.fromtimestamp(stamp, UTC).astimezone(zone)
    if local.fold:
        return Schedule(local.astimezone(UTC).replace(tzinfo=None), "UTC")
    return Schedule(local.replace(tzinfo=None), zone.key)


def _stamped(found: dict[str, Any]) -> Schedule:
    """The moment of an ISO date-time; beside it a zone counts, and a weekday is noted."""
    if set(found) - {"instant", "zone", "days"}:
        raise refuse(
            "not_understood",
            "a date-time such as 2026-12-24T18:00 stands alone, or with a zone; "
            "a series is 'every week from 2026-12-24 at 18:00'",
        )
    day, at, offset = found["instant"]
    try:
        moment = datetime.fromisoformat(f"{day}T{at}{offset or ''}").replace(microsecond=0)
    except ValueError:
        raise refuse("no_such_date", f"there is no {day} {at}{offset or ''}") from None
    if moment.tzinfo is not None:
        return Schedule(moment.astimezone(UTC).replace(tzinfo=None), "UTC")
    return Schedule(moment, load_zone(found["zone"]).key if "zone" in found else None)


def _unlikely(found: dict[str, Any]) -> int:
    """What a reading costs beyond its clauses, where another is likelier.

    A mere part of a day: "mañana" is rather tomorrow than the morning. A bare day of the month
    after a weekday: "sunday 8pm" has no 8th.
    """
    dayless = "loose" in found and not {"every", "named", "days"} & set(found)
    return int(dayless) + int(found.get("near", False))


def settle(
    readings: dict[Fields, int],
    now: datetime,
    zone: ZoneInfo,
    default: time,
    table: dict[str, Any],
    chosen: tuple[str, ...] = (),
) -> tuple[Schedule, tuple[str, ...]] | ScheduleError | None:
    """The schedule of the best reading and notes on it; an error where none or several are best.

    `chosen` are choices of an earlier refusal, which settle what is ambiguous.
    """
    ranked = sorted(
        (
            (cost + _unlikely(dict(fields)), chosen_fields(fields, chosen))
            for fields, cost in readings.items()
        ),
        key=lambda entry: entry[0],
    )
    error: ScheduleError | None = None
    best: dict[Schedule, tuple[str, ...]] = {}
    least = failed = 1_000_000
    for cost, fields in ranked:
        if not anchored(fields) or cost > least:
            continue
        try:
            schedule = _schedule(dict(fields), now, zone, default, table)
        except ScheduleError as problem:
            if problem.slug in CERTAIN and cost < failed:
                error, failed = problem, cost
            error = error or problem
        except (OverflowError, ValueError):
            error = error or refuse("out_of_range", "that is too far away")
        else:
            least = cost
            note = None if schedule.recurrence else mismatch(dict(fields), schedule.starts_at)
            best.setdefault(schedule, (note,) if note else ())
    if error is not None and failed < least + (error.slug == "ambiguous_time"):
        return error
    picked = [schedule for schedule in best if _said(schedule) in chosen]
    if len(best) > 1 and len(picked) != 1:
        said = tuple(_said(schedule) for schedule in list(best)[:4])
        return refuse("ambiguous_time", f"that may be {' or '.join(said)}; say which", said)
    return (picked[0], best[picked[0]]) if picked else next(iter(best.items()), error)


def _said(schedule: Schedule) -> str:
    return "; ".join(schedule.recurrence) or schedule.starts_at.isoformat(" ", "minutes")
