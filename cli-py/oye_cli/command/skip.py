"""oye skip."""

import click

from oye_cli.notes import notes
from oye_cli.options import as_json, numbers


@click.command(epilog=notes("reminder_skip", "oye skip 12"))
@numbers
@as_json
def command(numbers: tuple[int, ...], as_json: bool) -> None:
    """Pass over the next occurrence only."""
    from oye_client.api.reminder import reminder_skip

    from oye_cli.change import change_each

    change_each(numbers, reminder_skip.sync_detailed, as_json)
