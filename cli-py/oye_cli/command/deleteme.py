"""oye deleteme."""

import sys

import click

from oye_cli import config
from oye_cli.notes import notes
from oye_cli.options import as_json

WORD = "delete"


@click.command(epilog=notes("me_get, person_delete", "oye deleteme"))
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json
def command(yes: bool, as_json: bool) -> None:
    """Remove yourself and everything of yours, history too, for good.

    Nothing brings it back: `oye export` first. This machine forgets its token, too.
    """
    from oye_client.api.me import me_get, person_delete

    from oye_cli.client import ask, connect
    from oye_cli.terminal import clean, say, show_json, tell

    if not yes and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise click.UsageError("There is no terminal to ask on: --yes removes without asking.")
    with connect() as client:
        me = ask(client, me_get.sync_detailed).value
        who = f"{clean(me.name or 'somebody without a name')} ({me.person_id})"
        if not yes:
            say(f"This removes {who} with {me.active} active reminders and all history.")
            if click.prompt(f"Type {WORD} to do so", default="", err=True).strip() != WORD:
                raise click.Abort
        answer = ask(client, person_delete.sync_detailed, confirm=me.person_id)
    config.forget(config.read())
    if as_json:
        show_json(answer.raw)
        return
    tell(f"{who}   removed")
    kinds = answer.raw["removed"].items()
    say(", ".join(f"{count} {clean(kind.replace('_', ' '))}" for kind, count in kinds if count))
