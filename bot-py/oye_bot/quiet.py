"""Quiet hours in words: `22:00-07:00`, `22-7 silent`, `off`."""

import re
from dataclasses import dataclass

SPAN = re.compile(
    r"([01]?[0-9]|2[0-3])(?::([0-5][0-9]))?\s*(?:-|–|—|\s|to|a)\s*"
    r"([01]?[0-9]|2[0-3])(?::([0-5][0-9]))?(?:\s+(silent|silencio))?",
    re.ASCII | re.IGNORECASE,
)
OFF = ("off", "no", "none", "never", "nunca")


@dataclass(frozen=True)
class Hours:
    """`start` and `end` as HH:MM; silent ones are told without a sound, others after their end."""

    start: str
    end: str
    silent: bool = False


def read_hours(words: str) -> Hours | None:
    """The hours that the words name; None where they name none."""
    match = SPAN.fullmatch(words.strip())
    if not match:
        return None
    start, end = (
        f"{int(hour):02}:{minute or '00'}"
        for hour, minute in (match.groups()[:2], match.groups()[2:4])
    )
    return Hours(start, end, bool(match[5])) if start != end else None
