"""Times in the short form that people type: `10m`, `1h30m` and a cron line."""

import re

from oye_schedule.lexicon import Lexicon, fold

_SECONDS = (604_800, 86_400, 3_600, 60, 1)
_SPAN = (
    r"(?:(\d{1,3})\s?w)?\s?(?:(\d{1,4})\s?d)?\s?(?:(\d{1,5})\s?h)?\s?"
    r"(?:(\d{1,6})\s?m(?:in)?)?\s?(?:(\d{1,6})\s?s)?"
)
_WHOLE = re.compile(_SPAN, re.ASCII | re.IGNORECASE)
_AFTERNOON = re.compile(r"(?:1[3-9]|2[0-4])\s?h", re.ASCII | re.IGNORECASE)
# In a sentence only what is no hour of the day: `2h` alone may be two o'clock.
_WITHIN = re.compile(
    r"(?P<first>^)?(?<!\S)(?:\d{1,2}d)?(?:\d{1,3}h\s?\d{1,2}m(?:in)?|\d{1,4}m(?:in)?)"
    r"(?![^\s.!?,;])(?P<last>[\s.!?]*$)?",
    re.ASCII | re.IGNORECASE,
)
_FIELD = r"(?:[\d*?LW]|{names})(?:[\d*/,#?LW-]|{names})*"
_CRON = re.compile(
    r"@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)"
    r"|[\d*][\d*/,-]*\s+[\d*][\d*/,-]*\s+{day}\s+{month}\s+{weekday}".format(
        day=_FIELD.format(names="(?!)"),
        month=_FIELD.format(names="jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"),
        weekday=_FIELD.format(names="mon|tue|wed|thu|fri|sat|sun"),
    ),
    re.ASCII | re.IGNORECASE,
)


def seconds_of(text: str, lexicon: Lexicon) -> int | None:
    """The seconds of a text that is a span as a whole (`2h`, `1w 2d`, `in 1h30m`), else None.

    Every language writes the units so, and has its own word for "in". A day is 24 hours here.
    Where the clock is written with an h, `15h` alone is three in the afternoon.
    """
    text = text.strip()
    if lexicon.table.get("clock_with_h") and _AFTERNOON.fullmatch(text):
        return None
    for word in sorted(lexicon.table["in"].split("|"), key=len, reverse=True):
        if fold(text).startswith(f"{fold(word)} "):
            text = text.split(None, len(word.split()))[-1]
            break
    match = _WHOLE.fullmatch(text)
    if match is None:
        return None
    return sum(int(n or 0) * size for n, size in zip(match.groups(), _SECONDS, strict=True)) or None


def place_of(text: str) -> tuple[int, int] | None:
    """Where a sentence begins or ends with one span such as `10m` or `1h30m`; None where not."""
    found = list(_WITHIN.finditer(text))
    if len(found) != 1 or (found[0]["first"] is None and found[0]["last"] is None):
        return None
    last = found[0]["last"] or ""
    return found[0].start(), found[0].end() - len(last)


def is_cron(text: str) -> bool:
    """Whether a text is a cron line as a whole: five fields, or a name such as `@daily`."""
    return _CRON.fullmatch(text.strip()) is not None
