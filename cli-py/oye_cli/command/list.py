"""oye list."""

import click

from oye_cli.notes import notes
from oye_cli.options import as_json

STATES = ["scheduled", "compute", "waiting", "paused", "invalid", "finished"]


@click.command(
    epilog=notes(
        "reminder_list",
        "oye list",
        "oye list --tag health",
        "oye list -q mum --json | jq '.[].next_occurrence'",
    )
)
@click.option("-q", "--search", "q", help="Words that the text must contain.")
@click.option("--tag", help="Only those with this tag.")
@click.option("--state", type=click.Choice(STATES), help="Only those in this state.")
@as_json
def command(q: str | None, tag: str | None, state: str | None, as_json: bool) -> None:
    """List reminders, soonest first.

    Those that came due and have no answer yet are listed too. --json prints one array of all.
    """
    from oye_client.api.reminder import reminder_list
    from oye_client.models.reminder_state import ReminderState

    from oye_cli import page, reminders
    from oye_cli.client import connect
    from oye_cli.options import given
    from oye_cli.terminal import say, show_json, tell

    chosen = given(q=q, tag=tag, state=ReminderState(state) if state else None)
    with connect() as client:
        found = page.collect(client, reminder_list.sync_detailed, **chosen)
    if as_json:
        show_json(found.raw)
        return
    if not found.items:
        say("None such." if chosen else "No reminders. One is made so: oye add stretch in 1 hour")
        return
    for line in reminders.table(found.items, found.now):
        tell(line)
