"""What a reminder, an occurrence or a channel is, in a line."""

from datetime import datetime

from oye_client.models.channel import Channel
from oye_client.models.occurrence import Occurrence
from oye_client.models.outcome import Outcome
from oye_client.models.reminder import Reminder
from oye_client.models.reminder_state import ReminderState

from oye_cli import failing, moment, nag
from oye_cli.terminal import bold, clean

ON_TIME = 5.0  # seconds


def reminder(found: Reminder, now: datetime) -> str:
    """`12  call mum   Tue 24 Nov 2026 09:00 Europe/Madrid, in 22 hours`: what a write echoes."""
    line = f"{bold(str(found.id))}  {clean(found.text)}   {when(found, now)}"
    return f"{line}; nags {nag.words(found.nag)}" if found.nag else line


def when(found: Reminder, now: datetime) -> str:
    """Its next instant, or its state in words; and the instant that follows."""
    if found.state is ReminderState.INVALID:
        return f"can't be calculated: {clean(found.state_reason or 'no reason is known')}"
    if found.state is ReminderState.PAUSED:
        return "paused"
    if found.state is ReminderState.FINISHED:
        return "finished"
    parts = []
    if found.snoozed_until:
        parts.append(f"snoozed until {full(found.snoozed_until, found.timezone, now)}")
    elif found.waiting_since:
        parts.append(f"waits since {full(found.waiting_since, found.timezone, now)}")
    if found.next_occurrence:
        instant = full(found.next_occurrence, found.timezone, now)
        parts.append(f"next {instant}" if parts else instant)
    elif found.state is ReminderState.COMPUTE:
        parts.append("its time is being calculated")
    elif not parts:
        parts.append("waits for its answer")
    if found.next_occurrence and found.upcoming:
        parts.append(f"then {moment.short(found.upcoming[0], found.timezone, now)}")
    return "; ".join(parts)


def full(instant: datetime, zone: str, now: datetime) -> str:
    """Tue 24 Nov 2026 09:00 Europe/Madrid, in 22 hours."""
    return f"{moment.absolute(instant, zone)}, {moment.relative(instant, now)}"


def answered(found: Occurrence, now: datetime) -> str:
    """What `done` and `snooze` echo."""
    due = full(found.due_at, found.timezone, now)
    line = f"{bold(str(found.reminder_id))}  {clean(found.text)}   "
    if found.answer.value == "snoozed" and found.snoozed_until:
        return f"{line}snoozed until {full(found.snoozed_until, found.timezone, now)}"
    return f"{line}{found.answer.value}; was due {due}"


def retried(found: Occurrence, now: datetime) -> str:
    """What `retry` echoes; that of an older server doesn't say whether it was on its way before."""
    due = full(found.due_at, found.timezone, now)
    way = "was on its way already" if found.queued == 0 else "is on its way"
    return f"{bold(str(found.reminder_id))}  {clean(found.text)}   {way}; was due {due}"


def lateness(due: datetime, came: datetime) -> str:
    """On time, or 3 minutes late."""
    late = (came - due).total_seconds()
    return "on time" if late < ON_TIME else f"{moment.length(late)} late"


def outcome(found: Occurrence, now: datetime) -> str:
    """`delivered on time, done 21:10:30`: what became of an occurrence."""
    parts = [found.outcome.value]
    if found.outcome is Outcome.DELIVERED and found.delivered_at:
        parts = [f"delivered {lateness(found.due_at, found.delivered_at)}"]
    if found.outcome in (Outcome.FAILED, Outcome.UNKNOWN) and found.outcome_reason:
        parts[0] += f": {failing.words(found.outcome_reason)}"
    elif found.outcome_reason and found.outcome_reason != found.outcome.value:
        parts[0] += f" ({clean(found.outcome_reason)})"
    if found.missed_before:
        parts.append(f"{found.missed_before} missed before it")
    if found.answer.value == "done" and found.answered_at:
        parts.append(f"done {moment.brief(found.answered_at, found.timezone, now)}")
    elif found.answer.value == "snoozed" and found.snoozed_until:
        until = moment.brief(found.snoozed_until, found.timezone, now)
        parts.append(f"snoozed until {until}{_lost(found)}")
    return ", ".join(parts)


def lost(found: Occurrence) -> bool:
    """Whether it, or the snooze that was to tell it again, has failed for good."""
    return "failed" in (found.outcome.value, found.snooze_outcome)


def _lost(found: Occurrence) -> str:
    """What became of a snooze that was told in vain: `, which failed: you blocked the bot (…)`."""
    if not found.snooze_outcome:
        return ""
    said = "which failed" if found.snooze_outcome == "failed" else "which is unknown"
    return f", {said}: {failing.words(found.snooze_reason)}" if found.snooze_reason else f", {said}"


def channel(found: Channel, now: datetime) -> list[str]:
    """Number, kind, address, label, and what is to be known: the cells of a line."""
    notes = ["default"] if found.is_default else []
    if not found.enabled:
        notes.append(_disabled(found.disabled_reason or None))
    elif found.paused_until:
        notes.append(_paused(found.failures or 0, moment.relative(found.paused_until, now)))
    said = [found.kind.value, found.address or "", found.label or "", ", ".join(notes)]
    return [bold(str(found.id)), *(clean(text) for text in said)]


def _disabled(reason: str | None) -> str:
    if reason == "by_the_person":
        return "disabled by you"
    said = failing.words(reason) if reason in failing.REASONS else reason
    return f"disabled: {said}" if said else "disabled"


def _paused(failures: int, when: str) -> str:
    if not failures:
        return f"asked for a pause, tried again {when}"
    return f"takes nothing ({failures} sends failed in a row), tried again {when}"
