"""oye history."""

from datetime import datetime
from typing import Any

import click

from oye_cli.notes import notes
from oye_cli.options import NUMBER, Number, as_json, given

OUTCOMES = ["pending", "delivered", "unknown", "failed", "skipped", "missed"]


@click.command(
    epilog=notes(
        "occurrence_list, me_get",
        "oye history",
        "oye history 12 --since 7d",
        "oye history --failed",
        "oye history --since 2026-11-01 --until 2026-12-01 --all --json",
    )
)
@click.argument("number", type=NUMBER, required=False)
@click.option("--outcome", type=click.Choice(OUTCOMES), help="Only what ended so.")
@click.option("--failed", is_flag=True, help="Only what failed, or perhaps did, and is not done.")
@click.option("--since", help="Due then or later: 7d, yesterday, 2026-11-23, 2026-11-23T09:00.")
@click.option("--until", help="Due before then.")
@click.option("--limit", type=Number(1), default=50, show_default=True, help="How many.")
@click.option("--all", "everything", is_flag=True, help="All of it.")
@as_json
def command(
    number: int | None,
    outcome: str | None,
    failed: bool,
    since: str | None,
    until: str | None,
    limit: int,
    everything: bool,
    as_json: bool,
) -> None:
    """Tell what came due, and what became of it; newest first."""
    if failed and outcome not in (None, "failed", "unknown"):
        raise click.UsageError(f"--failed is what failed, or perhaps did; nothing {outcome} is.")
    from oye_client.api.me import me_get
    from oye_client.api.occurrence import occurrence_list
    from oye_client.models.outcome import Outcome

    from oye_cli import page
    from oye_cli.client import ask, connect
    from oye_cli.instant import instant
    from oye_cli.terminal import say, show_json, tell

    with connect() as client:
        chosen = given(
            reminder_id=number,
            outcome=Outcome(outcome) if outcome else None,
            failed=failed or None,
            since=instant(client, since, "--since"),
            until=instant(client, until, "--until"),
        )
        most = None if everything else limit
        found = page.collect(client, occurrence_list.sync_detailed, most, **chosen)
        if as_json:
            show_json(found.raw)
            return
        zone = ask(client, me_get.sync_detailed).value.timezone if found.items else ""
    for line in table(found.items, zone, found.now):
        tell(line)
    if not found.items:
        say("Nothing came due." if not chosen else "None such.")
    elif failed:
        for line in advice(found.items):
            say(line)
    if found.more:
        say("There is more: --limit or --all shows it.")


def table(found: list[Any], zone: str, now: datetime) -> list[str]:
    """A line for each occurrence, by the clock of its own zone: named where it isn't `zone`."""
    from oye_cli import moment, sentence, terminal

    if not found:
        return []
    rows = [
        [
            moment.short(one.due_at, one.timezone, now)
            + ("" if one.timezone == zone else f" {moment.zone_label(one.due_at, one.timezone)}"),
            terminal.bold(str(one.reminder_id)),
            terminal.clean(one.text),
            terminal.bad(sentence.outcome(one, now))
            if sentence.lost(one)
            else sentence.outcome(one, now),
        ]
        for one in found
    ]
    return terminal.table(rows, right=(1,), flexible=2)


def advice(found: list[Any]) -> list[str]:
    """What to do about what failed: each remedy once, then how it is sent again."""
    from oye_cli import failing

    remedies = dict.fromkeys(
        failing.remedy(one.snooze_reason or one.outcome_reason) for one in found
    )
    number = found[0].reminder_id
    return [
        f"First {'; or '.join(remedies)}.",
        f"Then oye retry {number} (or --all-failed) sends it again; oye done {number} settles it.",
    ]
