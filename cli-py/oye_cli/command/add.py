"""oye add."""

import click

from oye_cli.notes import notes
from oye_cli.options import as_json, details, given, words


@click.command(
    epilog=notes(
        "reminder_create, channel_list",
        "oye add call mum tomorrow 9am",
        'oye add "stretch" --when "every weekday at 9" --tag health',
        "oye add take the pills at 8pm --nag 15m --nag-times 5 --urgent",
        "oye add -- -5 degrees tonight, cover the plants at 20:00",
    )
)
@words
@details
@as_json
def command(
    words: tuple[str, ...],
    when: str | None,
    tags: tuple[str, ...],
    channels: tuple[int, ...],
    catch_up: str | None,
    grace: int | None,
    nag: int | None,
    nag_times: int | None,
    urgent: bool | None,
    as_json: bool,
) -> None:
    """Add a reminder: what, and when.

    Quotes are optional. Without --when the time is read from the words. A word !15m in them is the
    same as --nag 15m; shells want single quotes around it.
    """
    from oye_client.api.reminder import reminder_create
    from oye_client.models.catch_up import CatchUp
    from oye_client.models.reminder_new import ReminderNew

    from oye_cli import nag as nags
    from oye_cli import reach, sentence
    from oye_cli.client import connect
    from oye_cli.retry import ask_once
    from oye_cli.terminal import show_json, tell

    optional = given(
        when=when,
        tags=tags,
        channels=channels,
        catch_up=CatchUp(catch_up) if catch_up else None,
        grace_seconds=grace,
        urgent=urgent,
    )
    optional |= nags.chosen(nag, nag_times)
    with connect() as client:
        body = ReminderNew(text=" ".join(words), **optional)
        answer = ask_once(client, reminder_create.sync_detailed, body=body)
        if as_json:
            show_json(answer.raw)
            return
        tell(sentence.reminder(answer.value, answer.now))
        if answer.value.nag:
            reach.warn_of_inbox(client, "nothing nags", answer.value.channels or None)
