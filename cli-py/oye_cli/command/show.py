"""oye show."""

import click

from oye_cli.notes import notes
from oye_cli.options import as_json, number


@click.command(epilog=notes("reminder_get, schedule_preview", "oye show 12"))
@number
@as_json
def command(number: int, as_json: bool) -> None:
    """Show one reminder; a finished one for 30 days."""
    from oye_client.api.reminder import reminder_get

    from oye_cli import reminders
    from oye_cli.client import ask, connect
    from oye_cli.repeats import in_words
    from oye_cli.terminal import show_json, tell

    with connect() as client:
        answer = ask(client, reminder_get.sync_detailed, reminder_id=number)
        words = "" if as_json else in_words(client, answer.value.schedule)
    if as_json:
        show_json(answer.raw)
        return
    for line in reminders.card(answer.value, answer.now, words):
        tell(line)
