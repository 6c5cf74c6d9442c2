"""Lengths of time on the command line: 30s, 10m, 1h30m, 2d."""

import re
from datetime import timedelta

import click

SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
FORM = re.compile(r"(?:\d{1,9}[smhdw])+|\d{1,9}")


def parse(said: str) -> int | None:
    """Seconds, or None where it is no length of time."""
    if not FORM.fullmatch(said.strip().lower()):
        return None
    parts = re.findall(r"(\d+)([smhdw]?)", said.strip().lower())
    return sum(int(number) * SECONDS[unit] for number, unit in parts)


def seconds(_: click.Context, __: click.Parameter, said: str | None) -> int | None:
    """The callback of an option; raises click.BadParameter."""
    if said is None:
        return None
    found = parse(said)
    if found is None:
        raise click.BadParameter(f"{said!r} is no length of time such as 30s, 10m, 1h30m or 2d.")
    return found


def span(said: str) -> timedelta | None:
    """The same as a timedelta; None where it is none, or longer than one can be."""
    found = parse(said)
    return timedelta(seconds=found) if found is not None and found < 10**11 else None
