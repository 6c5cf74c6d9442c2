"""Being told again until done: how it is asked for, and how it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from oye_cli import duration

if TYPE_CHECKING:
    from oye_client.models.nag import Nag
    from oye_client.types import Unset

NONE = 0
SHORTEST, LONGEST = 60, 86400  # seconds, by the contract


def read(_: click.Context, __: click.Parameter, said: str | None) -> int | None:
    """The callback of --nag: seconds, NONE for "none", None where it is not given.

    Raises click.BadParameter where it is no length of time, or is too short or too long.
    """
    if said == "none":
        return NONE
    found = duration.seconds(_, __, said)
    if found is not None and not SHORTEST <= found <= LONGEST:
        raise click.BadParameter(f"{said!r}: from 1m to 1d, such as 15m; none is without it.")
    return found


def chosen(every: int | None, times: int | None) -> dict[str, Nag | None]:
    """The member `nag` of a body, where it is given; raises click.UsageError."""
    if times is not None and not every:
        raise click.UsageError("--nag-times goes with --nag: how often? --nag 15m")
    if every is None:
        return {}
    if every == NONE:
        return {"nag": None}
    from oye_client.models.nag import Nag

    more: dict[str, Any] = {} if times is None else {"times": times}
    return {"nag": Nag(every_seconds=every, **more)}


def words(nag: Nag | Unset | None) -> str:
    """`every 15 minutes until done`; nothing where there is none."""
    from oye_cli import moment

    return f"every {moment.length(nag.every_seconds)} until done" if nag else ""


def short(nag: Nag) -> str:
    """`15m`, `1h30m`: as --nag takes it."""
    minutes, seconds = divmod(nag.every_seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "m"), (seconds, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number)


def bounds(nag: Nag | Unset | None) -> str:
    """`every 15 minutes until done, 12 times and 24 hours at most`."""
    from oye_cli import moment

    if not nag:
        return ""
    most = [f"{nag.times} times"] if nag.times else []
    most += [moment.length(nag.for_seconds)] if nag.for_seconds else []
    return f"{words(nag)}, {' and '.join(most)} at most" if most else words(nag)
