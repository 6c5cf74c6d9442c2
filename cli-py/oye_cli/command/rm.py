"""oye rm."""

import click

from oye_cli.notes import notes
from oye_cli.options import each, numbers


@click.command(epilog=notes("reminder_get, reminder_delete", "oye rm 12", "oye rm 12 13 14"))
@numbers
def command(numbers: tuple[int, ...]) -> None:
    """Remove reminders. Their history stays."""
    from oye_client.api.reminder import reminder_delete, reminder_get

    from oye_cli.client import ask, connect
    from oye_cli.terminal import bold, clean, tell

    with connect() as client:

        def remove(number: int) -> None:
            found = ask(client, reminder_get.sync_detailed, reminder_id=number)
            ask(client, reminder_delete.sync_detailed, reminder_id=number)
            tell(f"{bold(str(number))}  {clean(found.value.text)}   removed")

        each(numbers, remove)
