"""oye pause."""

import click

from oye_cli.notes import notes
from oye_cli.options import as_json, numbers


@click.command(epilog=notes("reminder_pause", "oye pause 12"))
@numbers
@as_json
def command(numbers: tuple[int, ...], as_json: bool) -> None:
    """Hold reminders. What comes due meanwhile is not expected."""
    from oye_client.api.reminder import reminder_pause

    from oye_cli.change import change_each

    change_each(numbers, reminder_pause.sync_detailed, as_json)
