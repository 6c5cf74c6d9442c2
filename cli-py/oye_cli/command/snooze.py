"""oye snooze."""

import click

from oye_cli.notes import notes
from oye_cli.options import as_json, number, words


@click.command(epilog=notes("occurrence_snooze", "oye snooze 12 10m", "oye snooze 12 tomorrow 9am"))
@number
@words
@as_json
def command(number: int, words: tuple[str, ...], as_json: bool) -> None:
    """Be told again later, of what came due only."""
    from oye_client.api.occurrence import occurrence_snooze
    from oye_client.models.snooze import Snooze

    from oye_cli import sentence
    from oye_cli.client import ask, connect
    from oye_cli.terminal import show_json, tell

    with connect() as client:
        body = Snooze(when=" ".join(words))
        answer = ask(client, occurrence_snooze.sync_detailed, reminder_id=number, body=body)
    if as_json:
        show_json(answer.raw)
    else:
        tell(sentence.answered(answer.value, answer.now))
