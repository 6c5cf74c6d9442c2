"""Reminders as a table, and one of them in full."""

from datetime import datetime

from oye_client.models.reminder import Reminder
from oye_client.models.reminder_state import ReminderState

from oye_cli import moment, nag, sentence, terminal
from oye_cli.terminal import bad, bold, clean, dim, warn

TEXT = 3


def table(found: list[Reminder], now: datetime) -> list[str]:
    """A head and a line for each; what waits for an answer is marked."""
    several = len({one.timezone for one in found}) > 1
    head = [*(dim(name) for name in ("#", "NEXT", "")), "TEXT", ""]
    rows = [
        [bold(str(one.id)), *_next(one, now, several), clean(one.text), _note(one, now)]
        for one in found
    ]
    return terminal.table([head, *rows], right=(0,), flexible=TEXT)


def _next(one: Reminder, now: datetime, several: bool) -> tuple[str, str]:
    if one.next_occurrence is None or one.state in (ReminderState.PAUSED, ReminderState.INVALID):
        return dim("–"), ""
    said = moment.short(one.next_occurrence, one.timezone, now)
    if several:
        said += f" {moment.zone_label(one.next_occurrence, one.timezone)}"
    return said, dim(moment.relative(one.next_occurrence, now))


def _note(one: Reminder, now: datetime) -> str:
    notes = []
    if one.snoozed_until:
        notes.append(warn(f"snoozed until {moment.brief(one.snoozed_until, one.timezone, now)}"))
    elif one.waiting_since:
        since = moment.brief(one.waiting_since, one.timezone, now)
        notes.append(warn(f"⏰ waiting since {since}"))
    elif one.state is ReminderState.WAITING:
        notes.append(warn("⏰ waiting"))
    if one.state is ReminderState.INVALID:
        notes.append(bad(f"invalid: {clean(one.state_reason or 'no reason is known')}"))
    elif one.state in (ReminderState.PAUSED, ReminderState.FINISHED):
        notes.append(warn(one.state.value))
    elif one.state is ReminderState.COMPUTE:
        notes.append(dim("is being calculated"))
    if one.schedule.recurrence or one.schedule.after_done:
        notes.append("↻")
    if one.nag:
        notes.append(f"nags {nag.short(one.nag)}")
    return "  ".join([*notes, *(dim(f"#{clean(tag)}") for tag in one.tags)])


def card(one: Reminder, now: datetime, words: str = "") -> list[str]:
    """All that is known of one reminder, a name and a value a line; `words`: how it repeats."""
    schedule = one.schedule
    lines = [f"{bold(str(one.id))}  {clean(one.text)}"]
    known = {
        "when": sentence.when(one, now),
        "said": clean(one.said or ""),
        "starts": schedule.starts_at.replace("T", " "),
        "repeats": clean(words),
        "rule": "; ".join(clean(line) for line in schedule.recurrence or []),
        "after done": clean(schedule.after_done or ""),
        "zone": one.timezone if schedule.timezone else f"{one.timezone} (follows yours)",
        "then": ", ".join(moment.short(each, one.timezone, now) for each in one.upcoming[1:4]),
        "tags": ", ".join(clean(tag) for tag in one.tags),
        "channels": ", ".join(str(each) for each in one.channels or []) or "your default ones",
        "catch-up": f"{one.catch_up.value}, grace {_grace(one.grace_seconds)}",
        "nag": nag.bounds(one.nag),
        "urgent": "yes, quiet hours don't hold it" if one.urgent else "",
        "said in": clean(one.source or ""),
        "about": clean(one.reference or ""),
        "state": one.state.value,
        "revision": f"{one.revision}, of {sentence.full(one.updated_at, one.timezone, now)}",
    }
    return [*lines, *(f"    {dim(f'{name:<11}')}{value}" for name, value in known.items() if value)]


def _grace(seconds: int) -> str:
    return moment.length(seconds) if seconds else "none"
