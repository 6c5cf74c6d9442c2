"""oye done."""

import click

from oye_cli.notes import notes
from oye_cli.options import as_json, each, numbers


@click.command(epilog=notes("occurrence_done", "oye done 12"))
@numbers
@as_json
def command(numbers: tuple[int, ...], as_json: bool) -> None:
    """Settle what came due; doing so twice is harmless.

    A one-off that has not come due yet is finished early.
    """
    from oye_client.api.occurrence import occurrence_done

    from oye_cli import sentence
    from oye_cli.client import ask, connect
    from oye_cli.terminal import show_json, tell

    with connect() as client:

        def settle(number: int) -> None:
            answer = ask(client, occurrence_done.sync_detailed, reminder_id=number)
            if as_json:
                show_json(answer.raw)
            else:
                tell(sentence.answered(answer.value, answer.now))

        each(numbers, settle)
