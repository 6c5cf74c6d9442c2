"""oye undo."""

from typing import Any

import click

from oye_cli import exits
from oye_cli.failure import Failure
from oye_cli.notes import notes
from oye_cli.options import Number, as_json

WORDS = {
    "create": "added",
    "edit": "edited",
    "delete": "removed",
    "pause": "paused",
    "resume": "resumed",
    "skip": "skipped",
    "done": "done",
    "snooze": "snoozed",
    "timezone": "zone changed",
    "revert": "undone",
}


@click.command(
    epilog=notes(
        "history_revert_last, history_revert, change_list, me_get",
        "oye undo",
        "oye undo --list",
        "oye undo 4711",
    )
)
@click.argument("change", type=Number(1, 2**63 - 1), required=False)
@click.option("--list", "listed", is_flag=True, help="List what was changed; undo nothing.")
@click.option("--limit", type=Number(1), default=20, show_default=True, help="How many.")
@as_json
def command(change: int | None, listed: bool, limit: int, as_json: bool) -> None:
    """Undo the latest change; again, the one before it.

    With the number of a change (see --list), undo that one; an undo is a change, too.
    Each is of one reminder: `oye rm 9 10` makes two, and two undos take both back.
    """
    if listed and change is not None:
        raise Failure(exits.USAGE, "--list shows changes; a number names the one to undo.")
    if listed:
        show_list(limit, as_json)
        return
    from oye_client.api.change import history_revert, history_revert_last

    from oye_cli.client import ask, connect
    from oye_cli.terminal import say, show_json, tell

    with connect() as client:
        if change is None:
            answer = ask(client, history_revert_last.sync_detailed)
        else:
            answer = ask(client, history_revert.sync_detailed, change_id=change)
    if as_json:
        show_json(answer.raw)
        return
    tell(line(answer.value, answer.now))
    if answer.value.change_id:
        say(f"To take that back: oye undo {answer.value.change_id}")
    else:
        say("It was undone before.")


def line(undone: Any, now: Any) -> str:
    """`undone: removed  12  call mum   Tue 24 Nov …`: what it was, and how it is now."""
    from oye_cli import sentence
    from oye_cli.terminal import clean

    what = f"undone: {WORDS[undone.kind.value]}"
    if undone.kind.value == "timezone":
        before = undone.text.partition(" → ")[0]
        return f"{what} ({clean(undone.text)}); it is {clean(before)} again"
    if undone.reminder:
        return f"{what}  {sentence.reminder(undone.reminder, now)}"
    return "  ".join([what, *_number(undone), clean(undone.text)])


def show_list(limit: int, as_json: bool) -> None:
    """What was changed within 30 days, newest first."""
    from oye_client.api.change import change_list
    from oye_client.api.me import me_get

    from oye_cli import moment, page, terminal
    from oye_cli.client import ask, connect

    with connect() as client:
        found = page.collect(client, change_list.sync_detailed, limit)
        zone = "UTC" if as_json else ask(client, me_get.sync_detailed).value.timezone
    if as_json:
        terminal.show_json(found.raw)
        return
    rows = [
        [
            terminal.bold(str(one.id)),
            moment.short(one.at, zone, found.now),
            WORDS[one.kind.value],
            "".join(_number(one)),
            terminal.clean(one.text),
            terminal.dim("undone") if one.reverted_at else "",
        ]
        for one in found.items
    ]
    for each in terminal.table(rows, right=(0, 3), flexible=4) if rows else []:
        terminal.tell(each)
    if not rows:
        terminal.say("Nothing was changed within 30 days.")


def _number(change: Any) -> list[str]:
    return [str(change.reminder_id)] if change.reminder_id else []
