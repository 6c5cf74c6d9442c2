"""The recurrence lines of a schedule: RRULE, RDATE, EXDATE (RFC 5545 sections 3.8.5.1 to 3)."""

import re
from dataclasses import dataclass
from functools import lru_cache

from oye_schedule.cron import parse_cron
from oye_schedule.rule import parse_rule, refuse
from oye_schedule.stamps import Stamp, read_stamps

MOST_LINES = 100
MOST_DATES = 5_000


_LINE = re.compile(r"(RRULE|RDATE|EXDATE|CRON)((?:;[^:]*)?):", re.IGNORECASE)
_FOLD = re.compile(r"\r?\n[ \t]")


@dataclass(frozen=True, slots=True)
class Lines:
    """What the recurrence lines of one schedule hold, read."""

    rules: tuple[str, ...]
    cron: str | None
    added: tuple[Stamp, ...]
    removed: tuple[Stamp, ...]


@lru_cache(maxsize=8192)
def parse_lines(recurrence: tuple[str, ...]) -> Lines:
    """The lines of a schedule, read; raises ScheduleError bad_recurrence with what was wrong."""
    rules: list[str] = []
    crons: list[str] = []
    dates: dict[str, list[Stamp]] = {"RDATE": [], "EXDATE": []}
    for line in split_lines(recurrence):
        match = _LINE.match(line)
        if line.upper().startswith("EXRULE"):
            raise refuse("EXRULE is no part of RFC 5545 any more; name the dates in an EXDATE line")
        if match is None and not line.upper().startswith("FREQ="):
            raise refuse(
                f"a recurrence line begins with RRULE:, RDATE:, EXDATE: or CRON:, not {line[:30]!r}"
            )
        name = match[1].upper() if match else "RRULE"
        value = line[match.end() :] if match else line
        if name == "CRON":
            parse_cron(value)
            crons.append(value.strip())
        elif name == "RRULE":
            parse_rule(value)
            rules.append(value)
        else:
            dates[name] += read_stamps(name, match[2] if match else "", value)
    if len(rules) > MOST_LINES or sum(map(len, dates.values())) > MOST_DATES:
        raise refuse(f"a schedule takes {MOST_LINES} rules and {MOST_DATES} dates at most")
    if len(crons) + bool(rules) > 1:
        raise refuse("a schedule takes one CRON line, and no RRULE beside it")
    return Lines(
        tuple(rules), crons[0] if crons else None, tuple(dates["RDATE"]), tuple(dates["EXDATE"])
    )


def split_lines(recurrence: tuple[str, ...]) -> list[str]:
    """The lines unfolded, without blanks and empty ones; a string may hold several.

    A line that begins with a blank goes on with the one before (RFC 5545 section 3.1).
    """
    whole = (_FOLD.sub("", text) for text in recurrence)
    pieces = (piece.strip() for text in whole for piece in text.splitlines())
    return [piece for piece in pieces if piece]


def date_valued(recurrence: tuple[str, ...]) -> tuple[str, ...]:
    """The lines for a start that is a date: RFC 5545 ignores BYHOUR, BYMINUTE, BYSECOND there."""
    hourless = re.compile(r"(?i);?\b(?:BYHOUR|BYMINUTE|BYSECOND)=[^;]*")
    return tuple(
        hourless.sub("", line).replace(":;", ":") if "FREQ=" in line.upper() else line
        for line in split_lines(recurrence)
    )


def _kept(line: str) -> str:
    """A line without blanks and with its name in capitals; a cron expression as it was written."""
    name, colon, value = line.partition(":")
    if name.strip().upper() == "CRON":
        return f"CRON:{' '.join(value.split())}"
    if name.upper().startswith("RRULE"):
        return "".join(line.upper().split())
    head, semicolon, parameters = name.partition(";")
    return "".join(f"{head.upper()}{semicolon}{parameters}{colon}{value}".split())


def canonical(recurrence: tuple[str, ...]) -> tuple[str, ...]:
    """The lines in upper case with their names in front, as they are kept."""
    named = (
        f"RRULE:{line}" if line.upper().startswith("FREQ=") else line
        for line in split_lines(recurrence)
    )
    return tuple(_kept(line) for line in named)
