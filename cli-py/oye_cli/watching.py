"""Events as lines."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from oye_client import AuthenticatedClient
from oye_client.api.me import me_get
from oye_client.models.event import Event
from oye_client.models.event_kind import EventKind

from oye_cli import moment, sentence, stream
from oye_cli.client import ask
from oye_cli.failure import Failure
from oye_cli.terminal import bad, bold, clean, dim, say, tell, warn

TOLD = (EventKind.DUE, EventKind.AGAIN)
MARKS = {
    EventKind.DUE: "⏰",
    EventKind.AGAIN: "⏰",
    EventKind.DONE: "✓ ",
    EventKind.SNOOZED: "⏸ ",
    EventKind.SKIPPED: "→ ",
    EventKind.FAILED: "✗ ",
    EventKind.UNKNOWN: "? ",
}


def watch(client: AuthenticatedClient, as_json: bool) -> Iterator[int]:
    """Print each event; yields 1 for what a person is told, else 0. Raises Failure."""
    me = ask(client, me_get.sync_detailed).value
    again = False

    def connected() -> None:
        nonlocal again
        name = clean(me.name or str(me.person_id))
        say("connected again" if again else f"watching as {name} ({me.timezone})")
        again = True

    def lost(failure: Failure, pause: float) -> None:
        say(f"{failure.message} Trying again in {moment.length(pause)}.")

    for frame in stream.events(client, connected, lost):
        try:
            raw = json.loads(frame.data)
            event = Event.from_dict(raw)
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # a kind that a later API tells
        if as_json:
            tell(json.dumps(raw, ensure_ascii=False))
        else:
            tell(line(event, me.timezone, datetime.now(UTC)))
        yield int(event.kind in TOLD)


def line(event: Event, zone: str, now: datetime) -> str:
    """`⏰ 1  stretch   due 11:30:10 (on time)`."""
    said = f"{MARKS[event.kind]} {bold(str(event.reminder_id))}  {clean(event.text)}   "
    return said + what(event, event.timezone or zone, now)


def what(event: Event, zone: str, now: datetime) -> str:
    """What happened, in words."""
    due = f"due {moment.brief(event.due_at, zone, now)}"
    reason = f": {clean(event.reason)}" if event.reason else ""
    if event.kind is EventKind.DUE:
        missed = f", {event.missed_before} missed before it" if event.missed_before else ""
        return f"{due} ({sentence.lateness(event.due_at, event.at)}{missed})"
    if event.kind is EventKind.AGAIN:
        return f"again, was {due}"
    if event.kind is EventKind.SNOOZED and event.until:
        return warn(f"snoozed until {moment.brief(event.until, zone, now)}")
    if event.kind is EventKind.FAILED:
        return bad(f"failed{reason}") + dim(f" ({due})")
    if event.kind is EventKind.UNKNOWN:
        return warn(f"perhaps sent{reason}") + dim(f" ({due})")
    return f"{event.kind.value}" + dim(f" (was {due})")
