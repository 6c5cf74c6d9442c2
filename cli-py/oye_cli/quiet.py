"""Quiet hours: as they are typed, and as they read."""

import re

import click
from oye_client.models.quiet import Quiet
from oye_client.models.quiet_mode import QuietMode
from oye_client.types import Unset

HOURS = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])-([01]?[0-9]|2[0-3]):([0-5][0-9])", re.ASCII)


def read(said: str, *, silent: bool) -> Quiet | None:
    """`22:00-07:00`, or None for `off`; raises click.UsageError."""
    if said == "off":
        return None
    found = HOURS.fullmatch(said)
    if not found:
        raise click.UsageError(f"{said!r} are no hours such as 22:00-07:00, nor off.")
    return Quiet(
        from_=f"{found[1]:0>2}:{found[2]}",
        until=f"{found[3]:0>2}:{found[4]}",
        mode=QuietMode.SILENT if silent else QuietMode.DEFER,
    )


def words(quiet: Quiet | Unset | None) -> str:
    """`22:00-07:00, what comes due waits`; none."""
    if not quiet:
        return "none"
    silent = quiet.mode is QuietMode.SILENT
    how = "what comes due makes no sound" if silent else "what comes due waits for their end"
    return f"{quiet.from_}-{quiet.until}, {how}"
