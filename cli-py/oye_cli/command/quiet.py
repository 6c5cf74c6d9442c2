"""oye quiet."""

import click

from oye_cli.notes import notes
from oye_cli.options import as_json


@click.command(
    epilog=notes(
        "me_get, me_update, channel_list",
        "oye quiet 22:00-07:00",
        "oye quiet 13:00-14:30 --silent",
        "oye quiet off",
    )
)
@click.argument("hours", required=False)
@click.option("--silent", is_flag=True, help="Be told at once, but without a sound.")
@as_json
def command(hours: str | None, silent: bool, as_json: bool) -> None:
    """Show or set the hours in which nothing rings.

    What comes due in them is told when they end; a reminder that is urgent, and what you snoozed
    yourself, is told at its time. So is all that the inbox and `oye watch` tell: they ring nowhere.
    """
    if silent and (hours is None or hours == "off"):
        raise click.UsageError("--silent goes with hours: oye quiet 22:00-07:00 --silent")
    from oye_client.api.me import me_get, me_update
    from oye_client.models.me_patch import MePatch

    from oye_cli import quiet, reach
    from oye_cli.client import ask, connect
    from oye_cli.terminal import show_json, tell

    patch = None if hours is None else MePatch(quiet=quiet.read(hours, silent=silent))
    with connect() as client:
        if patch is None:
            answer = ask(client, me_get.sync_detailed)
        else:
            answer = ask(client, me_update.sync_detailed, body=patch)
        if as_json:
            show_json(answer.raw)
            return
        tell(quiet.words(answer.value.quiet))
        if answer.value.quiet:
            reach.warn_of_inbox(client, "quiet hours hold nothing")
