"""An RRULE as written: RFC 5545 section 3.3.10, and SKIP of RFC 7529 (Gregorian only)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from oye_schedule.problem import ScheduleError
from oye_schedule.zone import DAY, slot_of

FREQUENCIES = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_INTERVAL = 1_000_000_000
MOST_COUNT = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Rule:
    """The parts of one RRULE; an empty tuple is a part that was not given.

    `by_day` holds (n, weekday) with Monday 0 and n 0 for "every". `until` is the last second that
    may still match, in UTC if `until_utc`, else on the wall.
    """

    freq: str
    interval: int = 1
    count: int | None = None
    until: int | None = None
    until_utc: bool = False
    week_start: int = 0
    by_month: tuple[int, ...] = ()
    by_week: tuple[int, ...] = ()
    by_year_day: tuple[int, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_day: tuple[tuple[int, int], ...] = ()
    by_hour: tuple[int, ...] = ()
    by_minute: tuple[int, ...] = ()
    by_second: tuple[int, ...] = ()
    by_position: tuple[int, ...] = ()
    skip: str = "OMIT"


def refuse(detail: str) -> ScheduleError:
    """The error for a recurrence line that can't be read."""
    return ScheduleError("bad_recurrence", detail, field="recurrence")


_DAY_PART = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_WHOLE = re.compile(r"\+?\d{1,10}", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,3}", re.ASCII)
_DATE = re.compile(r"(\d{8})(?:T(\d{6})(Z)?)?")


def _whole(name: str, low: int, high: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not _WHOLE.fullmatch(value) or not low <= int(value) <= high:
            raise refuse(f"{name} must be a whole number from {low} to {high}, not {value[:20]!r}")
        return int(value)

    return read


def _numbers(name: str, low: int, high: int, signed: bool = False) -> Callable[[str], object]:
    def read(value: str) -> tuple[int, ...]:
        found = set()
        for item in value.split(","):
            number = int(item) if _NUMBER.fullmatch(item) else None
            if number is None or not low <= (abs(number) if signed else number) <= high:
                span = f"±{low} to ±{high}" if signed else f"{low} to {high}"
                raise refuse(f"{name} takes numbers from {span}, not {item[:20]!r}")
            found.add(number)
        return tuple(sorted(found))

    return read


def _days(value: str) -> tuple[tuple[int, int], ...]:
    found = set()
    for item in value.split(","):
        match = _DAY_PART.fullmatch(item)
        nth = int(match[1] or 0) if match else 0
        if match is None or (match[1] and not 1 <= abs(nth) <= 53):
            raise refuse(f"BYDAY takes days such as MO, 1FR or -1SU, not {item[:20]!r}")
        found.add((nth, WEEKDAYS.index(match[2])))
    return tuple(sorted(found))


def _word(name: str, words: tuple[str, ...]) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in words:
            raise refuse(f"{name} must be one of {', '.join(words)}, not {value[:20]!r}")
        return value

    return read


_week_start_name = _word("WKST", WEEKDAYS)


def _week_start(value: str) -> int:
    return WEEKDAYS.index(_week_start_name(value))


def read_stamp(value: str) -> tuple[int, bool, bool]:
    """(second, is UTC, is a whole day) of `19970902`, `19970902T090000` or the latter with Z."""
    match = _DATE.fullmatch(value)
    problem = refuse(
        f"{value[:30]!r} is no date; write 20261224, 20261224T090000 or 20261224T080000Z"
    )
    if match is None:
        raise problem
    try:
        # No leap seconds here: section 3.3.12 reads second 60 as 59.
        time = re.sub(r"60$", "59", match[2] or "000000")
        moment = datetime.fromisoformat(f"{match[1]}T{time}")
    except ValueError:
        raise problem from None
    return slot_of(moment), bool(match[3]), match[2] is None


_READERS: dict[str, tuple[str, Callable[[str], object]]] = {
    "FREQ": ("freq", _word("FREQ", FREQUENCIES)),
    "INTERVAL": ("interval", _whole("INTERVAL", 1, MOST_INTERVAL)),
    "COUNT": ("count", _whole("COUNT", 1, MOST_COUNT)),
    "WKST": ("week_start", _week_start),
    "BYMONTH": ("by_month", _numbers("BYMONTH", 1, 12)),
    "BYWEEKNO": ("by_week", _numbers("BYWEEKNO", 1, 53, signed=True)),
    "BYYEARDAY": ("by_year_day", _numbers("BYYEARDAY", 1, 366, signed=True)),
    "BYMONTHDAY": ("by_month_day", _numbers("BYMONTHDAY", 1, 31, signed=True)),
    "BYDAY": ("by_day", _days),
    "BYHOUR": ("by_hour", _numbers("BYHOUR", 0, 23)),
    "BYMINUTE": ("by_minute", _numbers("BYMINUTE", 0, 59)),
    "BYSECOND": ("by_second", _numbers("BYSECOND", 0, 60)),
    "BYSETPOS": ("by_position", _numbers("BYSETPOS", 1, 366, signed=True)),
    "RSCALE": ("", _word("RSCALE", ("GREGORIAN",))),
    "SKIP": ("skip", _word("SKIP", ("OMIT", "BACKWARD", "FORWARD"))),
}


@lru_cache(maxsize=8192)
def parse_rule(text: str) -> Rule:
    """The rule of `FREQ=…;…`, without the `RRULE:` in front; `ScheduleError` bad_recurrence."""
    parts: dict[str, object] = {}
    seen = set()
    for piece in "".join(text.upper().split()).strip(";").split(";"):
        name, _, value = piece.partition("=")
        if name in seen:
            raise refuse(f"{name} stands twice in the rule")
        seen.add(name)
        if name == "UNTIL":
            second, utc, whole_day = read_stamp(value)
            parts["until"] = second + DAY - 1 if whole_day else second
            parts["until_utc"] = utc
        elif name in _READERS:
            field, read = _READERS[name]
            content = read(value)
            if field:
                parts[field] = content
        else:
            raise refuse(f"{name[:30]!r} is no part of a rule; it looks like FREQ=DAILY;INTERVAL=2")
    if "freq" not in parts:
        raise refuse("a rule needs FREQ, such as FREQ=DAILY")
    rule = Rule(**parts)  # type: ignore[arg-type]  # each reader returns its own field's type
    _check_together(rule)
    return rule


def _check_together(rule: Rule) -> None:
    if rule.count is not None and rule.until is not None:
        raise refuse("a rule takes COUNT or UNTIL, not both")
    ordinal = any(nth for nth, _ in rule.by_day)
    if ordinal and rule.freq not in ("MONTHLY", "YEARLY"):
        raise refuse(f"BYDAY with a number, such as 1FR, needs MONTHLY or YEARLY, not {rule.freq}")
    if ordinal and rule.by_week:
        raise refuse("BYDAY can't take a number, such as 1FR, beside BYWEEKNO")
