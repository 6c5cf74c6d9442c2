"""oye retry."""

from datetime import datetime

import click

from oye_cli.notes import notes
from oye_cli.options import NUMBER, as_json, each, given


@click.command(
    epilog=notes(
        "occurrence_retry, occurrence_list, me_get",
        "oye retry 12",
        "oye retry 12 --due 2026-11-23T09:00",
        "oye retry --all-failed --since 7d",
    )
)
@click.argument("numbers", type=NUMBER, nargs=-1)
@click.option("--due", help="Not the latest that failed, but the one that was due then.")
@click.option("--all-failed", is_flag=True, help="All that `oye history --failed` shows.")
@click.option("--since", help="With --all-failed: due then or later: 7d, yesterday, 2026-11-23.")
@as_json
def command(
    numbers: tuple[int, ...], due: str | None, all_failed: bool, since: str | None, as_json: bool
) -> None:
    """Send again what failed, or perhaps did not arrive.

    It goes to the channels that are enabled now, marked where it is perhaps a repeat. What is done
    stays quiet, what is on its way is not sent twice. There is no undo: `oye done` stops what is
    not sent yet.
    """
    if all_failed and numbers:
        raise click.UsageError("Numbers, or --all-failed, which is all of them: one of the two.")
    if not (all_failed or numbers):
        raise click.UsageError("Name what to send again: numbers, or --all-failed.")
    if due and (all_failed or len(numbers) > 1):
        raise click.UsageError("--due names an occurrence of one reminder.")
    if since and not all_failed:
        raise click.UsageError("--since narrows --all-failed; --due names an occurrence.")
    from oye_client.api.occurrence import occurrence_list, occurrence_retry
    from oye_client.models.retry import Retry

    from oye_cli import page, sentence
    from oye_cli.client import ask, connect
    from oye_cli.instant import instant
    from oye_cli.terminal import say, show_json, tell

    with connect() as client:
        if all_failed:
            after = given(since=instant(client, since, "--since"))
            found = page.collect(client, occurrence_list.sync_detailed, failed=True, **after)
            # The oldest first, as they were meant to come.
            wanted = [(one.reminder_id, one.due_at) for one in reversed(found.items)]
        else:
            at = instant(client, due, "--due")
            wanted = [(number, at) for number in numbers]

        def send(one: tuple[int, datetime | None]) -> None:
            number, at = one
            body = Retry(**given(due_at=at))
            answer = ask(client, occurrence_retry.sync_detailed, reminder_id=number, body=body)
            if as_json:
                show_json(answer.raw)
            else:
                tell(sentence.retried(answer.value, answer.now))

        each(wanted, send)
    if not wanted:
        say("Nothing has failed.")
