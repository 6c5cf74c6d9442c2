"""oye audit."""

from typing import Any

import click

from oye_cli.failure import Failure
from oye_cli.notes import notes
from oye_cli.options import as_json, given

OUTCOMES = ("pending", "delivered", "unknown", "failed", "skipped", "missed")


@click.command(
    epilog=notes(
        "audit_get, me_get",
        "oye audit",
        "oye audit --since 30d",
        "oye audit --since 2026-11-01 --until 2026-12-01 --json",
    )
)
@click.option(
    "--since",
    default="7d",
    show_default=True,
    help="Due then or later: 7d, yesterday, 2026-11-23, 2026-11-23T09:00.",
)
@click.option("--until", help="Due before then. [now]")
@as_json
def command(since: str, until: str | None, as_json: bool) -> None:
    """Check that all that was expected is accounted for.

    What was expected is computed anew from every revision of your reminders, and held against
    what came due. Exits with 1 where the sum does not balance.
    """
    from oye_client.api.me import me_get
    from oye_client.api.occurrence import audit_get

    from oye_cli import exits
    from oye_cli.client import ask, connect
    from oye_cli.instant import instant
    from oye_cli.terminal import show_json, tell

    with connect() as client:
        period = given(
            since=instant(client, since, "--since"), until=instant(client, until, "--until")
        )
        found = ask(client, audit_get.sync_detailed, **period)
        zone = "UTC" if as_json else ask(client, me_get.sync_detailed).value.timezone
    if as_json:
        show_json(found.raw)
    else:
        for line in lines(found.value, zone):
            tell(line)
    if not found.value.balanced:
        raise Failure(exits.UNEXPECTED, "The sum does not balance.")


def lines(found: Any, zone: str) -> list[str]:
    """The sum in words, and what disturbs it, by the clock of a zone."""
    from oye_cli import moment

    period = [moment.absolute(one, zone) for one in (found.since, found.until)]
    parts = " + ".join(f"{getattr(found, name)} {name}" for name in OUTCOMES)
    said = [
        f"from {period[0]} to {period[1]}",
        f"{found.expected} expected = {parts}",
        f"of the delivered {found.late} late, {found.done} done, {found.snoozed} snoozed",
    ]
    if found.taken_back:
        said.append(f"{found.taken_back} changed, paused or removed just before they were told")
    for what, amiss in (("lost", found.lost), ("not expected", found.surplus)):
        said += [
            f"{what}: {one.reminder_id} at {moment.absolute(one.due_at, zone)}"
            for one in amiss.first
        ]
    return said
