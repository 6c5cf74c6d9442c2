"""The words of a reminder, as a chat shows them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from oye_fire.delivery import Delivery

LONGEST = 4096
LATE = timedelta(minutes=1)
JOINERS = "\u200d\ufe0f\ufe0e"


def message_text(delivery: Delivery, longest: int = LONGEST) -> str:
    """The whole message in plain text, at most `longest` UTF-16 code units.

    A text that is too long is cut and says where the rest is.
    """
    notes = "".join(f"\n{line}" for line in note_lines(delivery))
    whole = f"⏰ {delivery.text}{notes}"
    if units(whole) <= longest:
        return whole
    pointer = f"… (the rest: oye show {delivery.reminder_id})"
    room = longest - units(f"⏰ {pointer}{notes}")
    return f"⏰ {cut(delivery.text, room)}{pointer}{notes}"


def note_lines(delivery: Delivery) -> list[str]:
    """What has to be said beside the text: lateness, missed ones, a possible repeat."""
    late = delivery.claimed_at - delivery.due_at
    # A snooze and a nag come after the due time because they were meant to.
    tell_late = delivery.kind == "first" and late >= LATE
    notes = [f"{span(late)} late"] if tell_late else []
    if delivery.kind == "first" and delivery.missed_before > 0:
        notes.append(f"{delivery.missed_before} missed before this")
    lines = [", ".join([f"due {due(delivery)}", *notes])] if notes else []
    if delivery.perhaps_repeat:
        lines.append("(perhaps a repeat)")
    return lines


def due(delivery: Delivery) -> str:
    """The due time on the reminder's own clock, with the day where it is not today."""
    zone, name = zone_of(delivery.timezone)
    at = delivery.due_at.astimezone(zone)
    today = delivery.claimed_at.astimezone(zone)
    day = "" if at.date() == today.date() else f"{at:%a} {at.day} {at:%b} "
    year = "" if at.year == today.year else f"{at.year} "
    return f"{day}{year}{at:%H:%M} ({name})"


def zone_of(name: str) -> tuple[ZoneInfo, str]:
    """The zone and its name; UTC where this machine does not know it, rather than no reminder."""
    try:
        return ZoneInfo(name), name
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC"), "UTC"


def span(time: timedelta) -> str:
    """A time span in its largest unit, rounded down: `4 min`, `2 h`, `3 days`."""
    minutes = int(time.total_seconds()) // 60
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h"
    return f"{minutes // (24 * 60)} days"


def units(text: str) -> int:
    """The length in UTF-16 code units, in which Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, room: int) -> str:
    """The longest beginning of `text` within `room` UTF-16 units; never half a character."""
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * max(room, 0)]
    return kept.decode("utf-16-le", "ignore").rstrip(JOINERS)


def rfc3339(moment: datetime, timezone: str) -> str:
    """An instant with the offset of its zone."""
    return moment.astimezone(zone_of(timezone)[0]).isoformat()
