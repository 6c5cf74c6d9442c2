"""Cron expressions of five fields, as Debian's cron reads them (crontab(5)).

Beyond Debian's, and read alike by every cron that knows them: `?` is `*`, `5/15` runs on to the
field's end, a range may pass the end of its field (`22-2`, `fri-mon`, `nov-feb`), and days may be
`L` (the last of the month), `LW` (its last workday), `15W` (the workday nearest to the 15th, in the
same month), `5L` (the last Friday) and `fri#2`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from oye_schedule.problem import ScheduleError

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


@dataclass(frozen=True, slots=True, eq=False)
class Cron:
    """One expression. Days of the week count from Monday 0, as elsewhere here.

    `times` are the seconds of the day at which it runs. `last_day` and `last_workday` are L and LW,
    `nearest` holds n for nW and `nth_days` (n, weekday), n -1 for the last. `both` says that the
    day must match both fields, `wild` that it follows real time. Equal is only one to itself: as a
    key it costs nothing.
    """

    times: tuple[int, ...]
    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    month_days: tuple[int, ...]
    last_day: bool
    last_workday: bool
    nearest: tuple[int, ...]
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


def _step(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text[:4]) <= 999):
        raise _refuse(f"a step is a whole number from 1 on, not {text[:20]!r}")
    return int(text[:4])


def _range(text: str, field: tuple[str, int, int, tuple[str, ...]]) -> Iterator[int]:
    """The values of `*`, `5`, `1-5`, `*/2`, `1-5/2`, `22-2`, and `5/15`: on to the field's end."""
    _, low, high, _ = field
    span, slash, step_text = text.partition("/")
    step = _step(step_text) if slash else 1
    size = 7 if high == 7 else high - low + 1
    if span in ("*", "?"):
        return iter(range(low, low + size, step))
    first_text, dash, last_text = span.partition("-")
    first = _value(first_text, field)
    if not dash:
        return iter(range(first, (high if slash else first) + 1, step))
    last = _value(last_text, field)
    if last < first:
        last += size
    return (low + (value - low) % size for value in range(first, last + 1, step))


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


def _month_days(text: str) -> tuple[tuple[int, ...], tuple[str, ...], tuple[int, ...]]:
    """(plain days, those of L and LW that stand there, the days of `15W`)."""
    plain, specials, nearest = [], [], []
    for item in text.split(","):
        if item in ("L", "LW"):
            specials.append(item)
        elif item.endswith("W"):
            nearest.append(_value(item[:-1], FIELDS[2]))
        else:
            plain.append(item)
    return _set(",".join(plain), FIELDS[2]), tuple(specials), tuple(nearest)


def _fields(text: str) -> list[str]:
    """The five fields of an expression or a nickname, in capitals."""
    written = text.strip().lower()
    if written == "@reboot":
        raise _refuse("@reboot names no time: it is when a machine starts")
    if written.startswith("@") and written not in NICKNAMES:
        raise _refuse(f"{written[:20]!r} is not known; there are {', '.join(NICKNAMES)}")
    parts = NICKNAMES.get(written, written).upper().split()
    if len(parts) != 5:
        raise _refuse(
            "an expression has five fields: minute, hour, day of the month, month, day of the week"
        )
    return parts


@lru_cache(maxsize=4096)
def parse_cron(text: str) -> Cron:
    """The expression of a CRON line, or ScheduleError bad_recurrence with what was wrong."""
    minute, hour, month_day, month, week_day = _fields(text)
    minutes, hours = _set(minute, FIELDS[0]), _set(hour, FIELDS[1])
    month_days, specials, nearest = _month_days(month_day)
    week_days, nth_days = _week_days(week_day)
    return Cron(
        times=tuple(hour * 3600 + minute * 60 for hour in hours for minute in minutes),
        minutes=minutes,
        hours=hours,
        month_days=month_days,
        last_day="L" in specials,
        last_workday="LW" in specials,
        nearest=nearest,
        months=_set(month, FIELDS[3]),
        week_days=week_days,
        nth_days=nth_days,
        both=month_day[0] in "*?" or week_day[0] in "*?",
        wild=minute[0] in "*?" or hour[0] in "*?",
    )
