"""oye watch."""

import click

from oye_cli import duration, exits
from oye_cli.failure import Failure
from oye_cli.notes import notes
from oye_cli.options import Number


@click.command(
    epilog=notes(
        "me_get, event_stream",
        "oye watch",
        "oye watch --count 1 --for 30s && echo 'it came'",
        "oye watch --json | jq -r 'select(.kind == \"due\").text'",
    )
)
@click.option("--count", type=Number(1), help="End after so many reminders that came due.")
@click.option("--for", "seconds", callback=duration.seconds, help="End after so long: 30s, 2h.")
@click.option("--json", "as_json", is_flag=True, help="Print the API's own events, one a line.")
def command(count: int | None, seconds: int | None, as_json: bool) -> None:
    """Print reminders as they come due, and what becomes of them.

    A connection that breaks is made again, and nothing is missed between. Says "watching as …"
    on stderr once it stands. Ends with code 1 where --for is over before --count.
    """
    from oye_cli.client import connect
    from oye_cli.until import Stop, stopped
    from oye_cli.watching import watch

    came = 0
    try:
        with stopped(seconds), connect() as client:
            for told in watch(client, as_json):
                came += told
                if count is not None and came >= count:
                    return
    except Stop as stop:
        if stop.time_is_up and count is not None:
            raise Failure(exits.UNEXPECTED, f"{came} of {count} came within the time.") from None
