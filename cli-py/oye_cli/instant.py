"""The instant that an option names, for commands that ask the API."""

from datetime import datetime
from typing import Any

import click

from oye_cli import past


def instant(client: Any, said: str | None, option: str) -> datetime | None:
    """What was said as an instant; a local time is of the person's zone. None where nothing was.

    Raises click.BadParameter where it is no moment, Failure where the zone can't be asked for.
    """
    if said is None:
        return None
    from oye_client.api.me import me_get

    from oye_cli.client import ask

    found = past.parse(said)
    if found is None:
        raise click.BadParameter(
            f"{said!r} is no moment such as {past.EXAMPLES}.", None, None, [option]
        )
    if past.needs_zone(found):
        return past.resolve(found, ask(client, me_get.sync_detailed).value.timezone)
    return past.resolve(found, "UTC")
