"""oye tz."""

import click

from oye_cli.notes import notes
from oye_cli.options import as_json


@click.command(epilog=notes("me_get, me_update", "oye tz", "oye tz Europe/Madrid"))
@click.argument("zone", required=False)
@as_json
def command(zone: str | None, as_json: bool) -> None:
    """Show or set the time zone.

    Reminders that follow you (those without a zone of their own) move to the new zone's clock.
    """
    from oye_client.api.me import me_get, me_update
    from oye_client.models.me_patch import MePatch

    from oye_cli import moment
    from oye_cli.client import ask, connect
    from oye_cli.terminal import say, show_json, tell

    with connect() as client:
        if zone is None:
            answer = ask(client, me_get.sync_detailed)
        else:
            answer = ask(client, me_update.sync_detailed, body=MePatch(timezone=zone))
    if as_json:
        show_json(answer.raw)
        return
    tell(answer.value.timezone)
    say(f"It is {moment.absolute(answer.value.now, answer.value.timezone)} there.")
