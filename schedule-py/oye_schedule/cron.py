"""Cron expressions of five fields, as Debian's cron reads them, with `L`, `LW` and `#`.

A day matches if the day of the month and the day of the week do, where either field begins with
`*`, else if one of them does. A job with a `*` at the beginning of its minute or hour follows real
time through a change of the clocks; any other is fixed: in a gap it runs once right after it, in
an overlap once, the first time (cron(8), "Notes" on daylight saving time).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from oye_schedule.days import calendar_of
from oye_schedule.elapse import constant_until
from oye_schedule.problem import ScheduleError
from oye_schedule.walk import days_in
from oye_schedule.year import Year, year_of_kind
from oye_schedule.zone import DAY, offset_at_instant, to_instant, year_of_day

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
NICKNAMES = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
FIELDS = (
    ("minute", 0, 59, ()),
    ("hour", 0, 23, ()),
    ("day of the month", 1, 31, ()),
    ("month", 1, 12, MONTHS),
    ("day of the week", 0, 7, DAYS),
)


@dataclass(frozen=True, slots=True)
class Cron:
    """One expression. Days of the week count from Monday 0, as elsewhere here.

    `last_day` and `last_workday` are L and LW; `nth_days` holds (n, weekday), n -1 for the last.
    `both` says that the day must match both fields, `wild` that it follows real time.
    """

    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    month_days: tuple[int, ...]
    last_day: bool
    last_workday: bool
    months: tuple[int, ...]
    week_days: tuple[int, ...]
    nth_days: tuple[tuple[int, int], ...]
    both: bool
    wild: bool


def _refuse(detail: str) -> ScheduleError:
    return ScheduleError("bad_recurrence", f"cron: {detail}", field="recurrence")


def _value(text: str, field: tuple[str, int, int, tuple[str, ...]]) -> int:
    name, low, high, names = field
    if text in names:
        return names.index(text) + low
    if not (text.isascii() and text.isdigit() and len(text) <= 2 and low <= int(text) <= high):
        hint = f" or {names[0]}–{names[-1]}" if names else ""
        raise _refuse(f"the {name} must be {low}–{high}{hint}, not {text[:20]!r}")
    return int(text)


def _range(text: str, field: tuple[str, int, int, tuple[str, ...]]) -> range:
    """The values of `*`, `5`, `1-5`, `*/2`, `1-5/2`, `5/15` (which runs to the field's end)."""
    name, low, high, _ = field
    high = 6 if high == 7 else high
    span, slash, step_text = text.partition("/")
    step = 1
    if slash:
        if not (step_text.isascii() and step_text.isdigit() and 0 < int(step_text[:4]) <= 999):
            raise _refuse(f"a step is a whole number from 1 on, not {step_text[:20]!r}")
        step = int(step_text[:4])
    if span in ("*", "?"):
        return range(low, high + 1, step)
    first_text, dash, last_text = span.partition("-")
    first = _value(first_text, field)
    if not dash:
        return range(first, (high if slash else first) + 1, step)
    last = _value(last_text, field)
    if field[2] == 7 and last == 0:
        last = 7
    if last < first:
        raise _refuse(f"the {name}'s range {span!r} ends before it begins")
    return range(first, last + 1, step)


def _set(text: str, field: tuple[str, int, int, tuple[str, ...]]) -> tuple[int, ...]:
    found: set[int] = set()
    for item in text.split(",") if text else ():
        found.update(_range(item, field))
    return tuple(sorted(found))


def _week_days(text: str) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    plain, numbered = [], []
    for item in text.split(","):
        day, mark, nth = item.partition("#")
        if mark:
            if nth not in ("1", "2", "3", "4", "5"):
                raise _refuse(f"a day of the week takes #1 to #5, not {item[:20]!r}")
            numbered.append((int(nth), (_value(day, FIELDS[4]) - 1) % 7))
        elif len(item) > 1 and item.endswith("L"):
            numbered.append((-1, (_value(item[:-1], FIELDS[4]) - 1) % 7))
        else:
            plain.append(item)
    days = {(day - 1) % 7 for day in _set(",".join(plain), FIELDS[4])}
    return tuple(sorted(days)), tuple(numbered)


@lru_cache(maxsize=4096)
def parse_cron(text: str) -> Cron:
    """The expression of a CRON line, or ScheduleError bad_recurrence with what was wrong."""
    written = text.strip()
    parts = NICKNAMES.get(written.lower(), written).upper().split()
    if written.startswith("@") and written.lower() not in NICKNAMES:
        raise _refuse(f"{written[:20]!r} is not known; there are {', '.join(NICKNAMES)}")
    if len(parts) != 5:
        raise _refuse(
            "an expression has five fields: minute, hour, day of the month, month, day of the week"
        )
    minute, hour, month_day, month, week_day = parts
    specials = [item for item in month_day.split(",") if item in ("L", "LW")]
    plain = ",".join(item for item in month_day.split(",") if item not in ("L", "LW"))
    if not plain and not specials:
        raise _refuse("the day of the month is empty")
    week_days, nth_days = _week_days(week_day)
    return Cron(
        minutes=_set(minute, FIELDS[0]),
        hours=_set(hour, FIELDS[1]),
        month_days=_set(plain, FIELDS[2]),
        last_day="L" in specials,
        last_workday="LW" in specials,
        months=_set(month, FIELDS[3]),
        week_days=week_days,
        nth_days=nth_days,
        both=month_day[0] in "*?" or week_day[0] in "*?",
        wild=minute[0] == "*" or hour[0] == "*",
    )


def _month_mask(cron: Cron, year: Year, month: int) -> int:
    own = year.months[month]
    by_date = by_weekday = 0
    for day in cron.month_days:
        by_date |= year.month_days[day]
    if cron.last_day:
        by_date |= year.month_days_from_end[1]
    if cron.last_workday:
        work = own & ~year.weekdays[5] & ~year.weekdays[6]
        by_date |= 1 << (work.bit_length() - 1)
    for day in cron.week_days:
        by_weekday |= year.weekdays[day]
    for nth, day in cron.nth_days:
        days = list(days_in(0, own & year.weekdays[day]))
        index = nth - 1 if nth > 0 else len(days) - 1
        if index < len(days):
            by_weekday |= 1 << days[index]
    return own & (by_date & by_weekday if cron.both else by_date | by_weekday)


@lru_cache(maxsize=4096)
def _mask(cron: Cron, kind: tuple[int, int]) -> int:
    year = year_of_kind(kind)
    found = 0
    for month in cron.months:
        found |= _month_mask(cron, year, month)
    return found


def _days(cron: Cron, first: int, last: int) -> Iterator[int]:
    for year in range(year_of_day(first), year_of_day(last) + 1):
        kind, base, _ = calendar_of(year)
        for day in days_in(base, _mask(cron, kind)):
            if first <= day <= last:
                yield day


def _times(cron: Cron, low: int, high: int) -> Iterator[int]:
    """Seconds of the day at which it runs, from `low` on and before `high`."""
    for hour in cron.hours:
        if (hour + 1) * 3600 > low:
            for minute in cron.minutes:
                second = hour * 3600 + minute * 60
                if low <= second < high:
                    yield second


def _of_day(cron: Cron, day: int, zone: ZoneInfo, low: int) -> Iterator[int]:
    """The instants of one local day, stretch by stretch of constant offset."""
    at, end = to_instant(day * DAY, zone), to_instant((day + 1) * DAY, zone)
    seen: set[int] = set()
    before = None
    while at < end:
        offset = offset_at_instant(at, zone)
        stop = constant_until(at, offset, end, zone)
        first, last = at + offset - day * DAY, stop + offset - day * DAY
        skipped = before is not None and first > before and not cron.wild
        if (skipped or (before is None and first > 0 and not cron.wild)) and any(
            True for _ in _times(cron, before or 0, first)
        ):
            yield at
        for second in _times(cron, max(first, low - at + first), last):
            if cron.wild or second not in seen:
                yield at + second - first
        seen.update(_times(cron, first, last) if stop < end and not cron.wild else ())
        at, before = stop, last


def cron_instants(cron: Cron, zone: ZoneInfo, low: int, last_day: int) -> Iterator[int]:
    """The instants of an expression from `low` (a UTC second) on, ascending, each once."""
    first = (low + offset_at_instant(low, zone)) // DAY - 1
    done = low - 1
    for day in _days(cron, first, last_day):
        if to_instant((day + 1) * DAY, zone) < low:
            continue
        for instant in _of_day(cron, day, zone, low):
            if instant > done:
                done = instant
                yield instant
