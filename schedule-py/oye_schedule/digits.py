"""What digits and signs say by themselves: a date, a time, an amount; a zone by its name."""

import re
from typing import Any

from oye_schedule.zone import zone_names

_MERIDIEM = r"(?:\s*(?P<half>[ap])\.?\s?m\b\.?|(?P<letter>[ap])\b)"
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (tag, re.compile(pattern, re.IGNORECASE | re.ASCII))
    for tag, pattern in (
        (
            "stamp",
            r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?)(Z|[+-]\d{2}:?\d{2})?",
        ),
        ("date", r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)"),
        ("date", r"(?P<a>\d{1,2})(?P<s>[-/.])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})(?![\d:])"),
        ("date", r"(?P<a>\d{1,2})(?P<s>[/])(?P<b>\d{1,2})(?![\d:/])"),
        ("dashed", r"(?P<a>\d{1,2})-(?P<b>\d{1,2})(?![\d:/-]|\s?(?:h|[ap]\.?\s?m)\b)"),
        ("date", r"(?P<a>\d{1,2})\.\s?(?P<b>\d{1,2})\.(?!\d)"),
        ("date", r"(?P<m>\d{1,2})/(?P<y>\d{4})(?!\d)"),
        ("time", r"(?P<h>\d{1,2})[:.](?P<mi>\d{2})(?:[:.](?P<sec>\d{2}))?" + _MERIDIEM),
        ("time", r"(?P<h>\d{1,2})" + _MERIDIEM),
        ("time", r"(?P<h>\d{1,2})(?P<mi>\d{2})" + _MERIDIEM),
        ("time", r"(?P<h>\d{1,2}):(?P<mi>\d{2})(?::(?P<sec>\d{2}))?(?!\d)"),
        ("time", r"(?P<h>\d{1,2})[:.](?P<mi>\d{2})\s?h(?:rs?|s|oras|ours)?\b"),
        (
            "time",
            r"(?P<h>\d{1,2})\s?h\s?(?P<mi>\d{2})(?:\s?min|\s?m(?:in)?\s?(?P<sec>\d{2})\s?s?)?\b",
        ),
        ("time", r"(?P<h>\d{1,2})\s?h(?![\w]|\s\d{1,2}\s?m\b)"),
        ("dotted_date", r"(?P<a>\d{1,2})\.(?P<b>\d{1,2})(?![\d.:])"),
        ("dotted", r"(?P<h>\d{1,2})\.(?P<mi>\d{2})(?!\d|\.\s*\d|\.[^\s\d])"),
        ("compact", r"(\d{1,3})\s?h\s?(\d{2})(?:\s?m(?:in)?)?\b"),
        ("military", r"(?!19|20)(?P<h>[01]\d|2[0-3])(?P<mi>[0-5]\d)(?!\d)"),
        ("fraction", r"(\d)/(\d)(?![\d/])"),
        ("decimal", r"(\d{1,4})[.,](\d{1,2})(?![\d.,])"),
        ("short_year", r"['’](\d{2})\b"),
        ("repeat", r"(\d{1,5})x\b"),
        ("repeat", r"x\s?(\d{1,5})\b"),
        ("zone", r"(?:[A-Za-z]+/[A-Za-z_]+(?:/[A-Za-z_]+)?)\b"),
    )
)


def _time(match: re.Match[str]) -> tuple[int, int, int, str] | None:
    """(hour, minute, second, how sure the hour is: `exact`, `24` or `12` for a bare hour)."""
    parts = match.groupdict()
    hour, minute, second = int(parts["h"]), int(parts.get("mi") or 0), int(parts.get("sec") or 0)
    half = (parts.get("half") or parts.get("letter") or "").lower()
    if minute > 59 or second > 59 or hour > 24 or (hour == 24 and (minute or half)):
        return None
    if half:
        if hour == 0 or (hour > 12 and half == "a"):
            return None
        if hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        return hour, minute, second, "exact"
    sure = "24" if hour > 12 or match.group().startswith("0") else "12:"
    if "h" in match.group().lower() and hour <= 12:
        sure = "24h"
    return hour % 24, minute, second, sure


def _date(match: re.Match[str], day_first: bool) -> tuple[int | None, int, int | None] | None:
    """(year, month, day); a year of two digits lies in this century."""
    parts = match.groupdict()
    year = int(parts["y"]) if parts.get("y") else None
    if year is not None and len(parts["y"]) == 2:
        year += 2000
    if "m" in parts:
        month, day = int(parts["m"]), int(parts["d"]) if parts.get("d") else None
    else:
        first, second = int(parts["a"]), int(parts["b"])
        dotted = parts.get("s") == "." or "." in match.group()
        month, day = (second, first) if day_first or dotted or first > 12 else (first, second)
        if month > 12 >= day:
            month, day = day, month
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return year, month, day


def digital(tag: str, match: re.Match[str], day_first: bool) -> tuple[str, Any] | None:
    """The tag and the value of what a pattern found; None where it is none after all."""
    if tag in ("time", "dotted", "military"):
        value = _time(match)
        return None if value is None else (tag, value)
    if tag in ("date", "dashed", "dotted_date"):
        date = _date(match, day_first)
        return None if date is None else (tag, date)
    if tag == "stamp":
        return tag, match.groups()
    if tag == "fraction":
        top, bottom = int(match[1]), int(match[2])
        return ("number", top / bottom) if 0 < top < bottom else None
    if tag == "decimal":
        return "number", float(f"{match[1]}.{match[2]}")
    if tag == "compact":
        return tag, int(match[1]) * 60 + int(match[2])
    if tag == "short_year":
        return tag, 2000 + int(match[1])
    if tag == "repeat":
        return "count", int(match[1])
    zone = match.group()
    return (tag, zone) if zone in zone_names() else None
