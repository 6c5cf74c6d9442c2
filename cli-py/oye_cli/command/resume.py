"""oye resume."""

import click

from oye_cli.notes import notes
from oye_cli.options import as_json, numbers


@click.command(epilog=notes("reminder_resume", "oye resume 12"))
@numbers
@as_json
def command(numbers: tuple[int, ...], as_json: bool) -> None:
    """Go on after a pause. A one-off whose time passed meanwhile comes at once."""
    from oye_client.api.reminder import reminder_resume

    from oye_cli.change import change_each

    change_each(numbers, reminder_resume.sync_detailed, as_json)
