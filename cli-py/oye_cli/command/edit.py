"""oye edit."""

import click

from oye_cli import nag as nags
from oye_cli.notes import notes
from oye_cli.options import as_json, details, given, number


@click.command(
    epilog=notes(
        "reminder_get, reminder_update",
        "oye edit 12 --when 'tomorrow 10am'",
        "oye edit 12 --text 'call dad' --tag family",
        "oye edit 12 --nag none",
    )
)
@number
@click.option("--text", help="What to be told.")
@details
@click.option("--no-tags", is_flag=True, help="Take all tags away.")
@click.option("--default-channels", is_flag=True, help="Send to the default channels again.")
@as_json
def command(
    number: int,
    text: str | None,
    when: str | None,
    tags: tuple[str, ...],
    channels: tuple[int, ...],
    catch_up: str | None,
    grace: int | None,
    nag: int | None,
    nag_times: int | None,
    urgent: bool | None,
    no_tags: bool,
    default_channels: bool,
    as_json: bool,
) -> None:
    """Change a reminder.

    Tags and channels that are given replace those that it had. A new time brings a finished
    reminder back. Where somebody else changed it in the same moment, nothing is changed (code 6).
    """
    if (tags and no_tags) or (channels and default_channels):
        raise click.UsageError("--tag and --no-tags (--channel, --default-channels) exclude each.")
    changes = given(
        text=text, when=when, tags=tags, channels=channels, grace_seconds=grace, urgent=urgent
    )
    changes |= nags.chosen(nag, nag_times)
    changes |= {"tags": []} if no_tags else {}
    changes |= {"channels": None} if default_channels else {}
    if not (changes or catch_up):
        raise click.UsageError("Nothing to change: give --text, --when, --tag or another option.")

    from oye_client.api.reminder import reminder_get, reminder_update
    from oye_client.models.catch_up import CatchUp
    from oye_client.models.reminder_patch import ReminderPatch

    from oye_cli import sentence
    from oye_cli.client import ask, connect
    from oye_cli.terminal import show_json, tell

    if catch_up:
        changes["catch_up"] = CatchUp(catch_up)
    with connect() as client:
        found = ask(client, reminder_get.sync_detailed, reminder_id=number)
        answer = ask(
            client,
            reminder_update.sync_detailed,
            reminder_id=number,
            body=ReminderPatch(**changes),
            if_match=found.etag or f'"{found.value.revision}"',
        )
    if as_json:
        show_json(answer.raw)
    else:
        tell(sentence.reminder(answer.value, answer.now))
