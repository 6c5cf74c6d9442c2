"""From occurrences to messages: lease, begin, settle; what a worker's death leaves behind."""

from datetime import datetime, timedelta

from .firing import fire_due
from .world import Key, Message, Occurrence, Reminder, World

LEASE = timedelta(minutes=1)
RETRY = timedelta(seconds=30)
PAUSE_OF_UNKNOWN = timedelta(seconds=5)
USEFUL_FOR = timedelta(days=5)


def claim(world: World) -> set[Key]:
    """Let come due what is due. Every message that is to be leased to whoever asks."""
    lapse(world)
    fire_due(world)
    claimed = set()
    for key, (_, occurrence, message) in world.open().items():
        if not claimable(world, message):
            continue
        if nag_is_over(world, occurrence, message):
            message.close("cancelled")
        else:
            claimed.add(key)
    return claimed


def claimable(world: World, message: Message) -> bool:
    if message.state == "ready":
        assert message.not_before is not None
        return message.not_before <= world.now
    return expired(world, message)


def expired(world: World, message: Message) -> bool:
    return message.lease_until is not None and message.lease_until <= world.now


def lease(world: World, message: Message, worker: str, fence: int) -> None:
    """One that ran out before the send is simply retaken; in the middle of it, it is unknown."""
    message.unknowns += message.state == "sending"
    message.state, message.worker, message.fence = "leased", worker, fence
    message.lease_until = world.now + LEASE


def lapse(world: World) -> None:
    """A second unknown, or one that nobody wants any more, is not repeated."""
    for reminder, occurrence, message in world.open().values():
        final = message.unknowns or message.cancelled
        if message.state == "sending" and expired(world, message) and final:
            message.close("unknown")
            settle_outcome(world, reminder, occurrence)


def begin(world: World, key: Key, fence: int) -> str:
    *_, message = world.find(key)
    if message.fence == fence and message.state == "leased":
        message.state = "sending"
        message.attempts += 1
        message.lease_until = world.now + LEASE
        return "go"
    return "cancelled" if message.outcome else "stale"


def settle(world: World, key: Key, fence: int, outcome: str) -> str:
    """Take the report of whoever holds the last fence, once; others change nothing."""
    reminder, occurrence, message = world.find(key)
    if message.fence != fence:
        return "stale"
    if message.state == "ready":
        return "retry"
    final = final_outcome(world, reminder, occurrence, message, outcome)
    if final is None:
        message.state = "ready"
        message.not_before = world.now + (PAUSE_OF_UNKNOWN if outcome == "unknown" else RETRY)
        message.unknowns += outcome == "unknown"
        # It was told when to come again.
        message.attempts -= outcome == "temporary"
        message.release()
        return "retry"
    cancelled = message.cancelled
    message.close(final)
    settle_outcome(world, reminder, occurrence)
    if final == "sent" and not cancelled and occurrence.answer != "done":
        add_nag(world, reminder, occurrence)
    return "settled"


def final_outcome(
    world: World, reminder: Reminder, occurrence: Occurrence, message: Message, outcome: str
) -> str | None:
    """Promise 2. None: it is tried again."""
    if outcome == "sent":
        return "sent"
    if outcome == "rejected":
        return "failed"
    if outcome == "unknown":
        return "unknown" if message.unknowns or message.cancelled else None
    if message.cancelled:
        return "cancelled"
    return "failed" if gives_up(world, reminder, occurrence, message) else None


def gives_up(world: World, reminder: Reminder, occurrence: Occurrence, message: Message) -> bool:
    """It is of no use any more: five days have gone by, or a nag's time, or the series has come
    due again."""
    since = max(message.created_at, message.planned)
    if since + USEFUL_FOR <= world.now:
        return True
    if message.kind == "nag":
        assert occurrence.nag is not None
        return nags_since(occurrence) + occurrence.nag.until < world.now
    told = ("pending", "delivered", "unknown")
    again = any(due > since and one.outcome in told for due, one in reminder.occurrences.items())
    return again and reminder.catch_up != "all"


def settle_outcome(world: World, reminder: Reminder, occurrence: Occurrence) -> None:
    """Bring the outcome in line with the messages. Delivered is final; the answer is untouched."""
    outcomes = {message.outcome for message in occurrence.messages.values()}
    ranked = (
        ("sent", "delivered"),
        (None, "pending"),
        ("unknown", "unknown"),
        ("failed", "failed"),
    )
    found = next((name for outcome, name in ranked if outcome in outcomes), "skipped")
    if occurrence.outcome in ("delivered", found) or not outcomes:
        return
    occurrence.outcome = found
    occurrence.passed = False
    if occurrence.counts:
        count_after_done(world, reminder)


def count_after_done(world: World, reminder: Reminder) -> None:
    """What waits for an answer counts from now: it was answered, or nobody will."""
    waits = reminder.state in ("waiting", "paused") and not reminder.known
    if reminder.schedule.after_done and waits:
        if reminder.state == "waiting":
            reminder.state = "compute"
        reminder.counts_from = reminder.accounted_until = world.now


def add_nag(world: World, reminder: Reminder, occurrence: Occurrence) -> None:
    """The nag that follows a message sent now, if one may."""
    later = [one for due, one in reminder.occurrences.items() if due > occurrence.due_at]
    if occurrence.nag is None or reminder.state == "paused":
        return
    if any(one.outcome != "skipped" for one in later):
        return
    nag, since = occurrence.nag, nags_since(occurrence)
    made = [
        message
        for message in occurrence.messages.values()
        if message.kind == "nag" and message.planned > since and message.outcome != "cancelled"
    ]
    if len(made) < nag.times and world.now + nag.every <= since + nag.until:
        occurrence.add("nag", world.now + nag.every, world.now)


def nags_since(occurrence: Occurrence) -> datetime:
    return max(occurrence.due_at, occurrence.snoozed_until or occurrence.due_at)


def nag_is_over(world: World, occurrence: Occurrence, message: Message) -> bool:
    """A downtime has put it off beyond its time. What perhaps arrived is repeated, as any other."""
    if message.kind != "nag" or message.state == "sending" or message.unknowns:
        return False
    assert occurrence.nag is not None
    return nags_since(occurrence) + occurrence.nag.until < world.now
