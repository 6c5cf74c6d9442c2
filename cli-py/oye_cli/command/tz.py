"""oye tz."""

import click

from oye_cli.failure import Failure
from oye_cli.notes import notes
from oye_cli.options import as_json


@click.command(
    epilog=notes(
        "me_get, me_update, timezone_preview", "oye tz", "oye tz Asia/Tokyo --preview", "oye tz UTC"
    )
)
@click.argument("zone", required=False)
@click.option("--preview", is_flag=True, help="Show what would move; change nothing.")
@as_json
def command(zone: str | None, preview: bool, as_json: bool) -> None:
    """Show or set the time zone.

    Reminders that follow you (those without a zone of their own) move to the new zone's clock.
    """
    from oye_client.api.me import me_get, me_update, timezone_preview
    from oye_client.models.me_patch import MePatch
    from oye_client.models.timezone_ask import TimezoneAsk

    from oye_cli import exits, moment, moves
    from oye_cli.client import ask, connect
    from oye_cli.terminal import say, show_json, tell

    if preview and zone is None:
        raise Failure(exits.USAGE, "Which zone? oye tz Asia/Tokyo --preview")
    with connect() as client:
        if preview and zone:
            shown = ask(client, timezone_preview.sync_detailed, body=TimezoneAsk(timezone=zone))
            if as_json:
                show_json(shown.raw)
            else:
                moves.show(shown.value, zone, shown.now)
            return
        if zone is None:
            answer = ask(client, me_get.sync_detailed)
        else:
            answer = ask(client, me_update.sync_detailed, body=MePatch(timezone=zone))
    if as_json:
        show_json(answer.raw)
        return
    tell(answer.value.timezone)
    say(f"It is {moment.absolute(answer.value.now, answer.value.timezone)} there.")
