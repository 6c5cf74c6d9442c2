"""oye approve."""

import sys

import click

from oye_cli.notes import notes


@click.command(
    epilog=notes("login_get, login_answer", "oye approve BCDF-GHJK", "oye approve BCDF-GHJK --no")
)
@click.argument("code")
@click.option("--yes/--no", "answer", default=None, help="The answer; else it is asked for.")
def command(code: str, answer: bool | None) -> None:
    """Let a machine in that shows this code, or turn it away.

    Approve only what you began yourself: it will read and change all that you can.
    """
    from oye_client.api.login import login_answer, login_get
    from oye_client.models.login_answer import LoginAnswer

    from oye_cli.client import ask, connect
    from oye_cli.terminal import clean, say, tell

    if answer is None and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise click.UsageError("There is no terminal to ask on: --yes or --no answers.")
    with connect() as client:
        asked = ask(client, login_get.sync_detailed, user_code=code).value
        said = f"{clean(asked.label)}, from {clean(asked.address)}"
        if answer is None:
            say(f"Asks to be signed in: {said}")
            answer = click.confirm("Is that you?", err=True)
        ask(client, login_answer.sync_detailed, body=LoginAnswer(user_code=code, approve=answer))
    tell(f"{said}   {'signed in' if answer else 'turned away'}")
