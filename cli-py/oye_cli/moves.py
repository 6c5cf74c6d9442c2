"""What a move to another zone changes, in lines."""

from datetime import datetime

from oye_client.models.timezone_preview import TimezonePreview

from oye_cli import moment
from oye_cli.terminal import clean, say, table, tell


def show(found: TimezonePreview, zone: str, now: datetime) -> None:
    """Each reminder that follows the person: when it comes now, and when it would.

    What the move jumps over comes at once, and late.
    """
    if not found.items:
        say("No reminder follows you: nothing would move.")
        return
    rows = [("#", "TEXT", found.timezone, zone)]
    for one in found.items:
        there = moment.absolute(one.moved_to, zone) if one.moved_to else "never again"
        if one.moved_to and one.moved_to <= now:
            there += " (past: comes at once, late)"
        here = moment.absolute(one.next_occurrence, found.timezone)
        rows.append((str(one.id), clean(one.text), here, there))
    for line in table(rows, right=[0], flexible=1):
        tell(line)
    say(f"Nothing was changed: oye tz {zone} does it.")
