"""oye whoami."""

import click

from oye_cli.notes import notes
from oye_cli.options import as_json


@click.command(epilog=notes("me_get", "oye whoami"))
@as_json
def command(as_json: bool) -> None:
    """Show who is signed in, and where."""
    from oye_client.api.me import me_get

    from oye_cli import config, quiet
    from oye_cli.client import ask, connect
    from oye_cli.terminal import clean, dim, show_json, tell

    with connect() as client:
        answer = ask(client, me_get.sync_detailed)
    if as_json:
        show_json(answer.raw)
        return
    me = answer.value
    known = {
        "person": f"{clean(me.name or 'without a name')} ({me.person_id})",
        "zone": me.timezone,
        "language": me.locale,
        "default time": me.default_time,
        "quiet hours": quiet.words(me.quiet),
        "reminders": f"{me.active} active, {me.waiting} waiting for an answer",
        "signed in to": config.read().url,
    }
    for name, value in known.items():
        tell(f"{dim(f'{name:<13}')}{value}")
