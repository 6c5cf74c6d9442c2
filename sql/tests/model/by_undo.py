"""Undo: what it must do, and what it may. The model takes over what it has led to."""

from oye_sql.testcall import RefusedError

from .play import SECOND, Play
from .seen import outlook
from .world import Message, World

REFUSALS = ("nothing_to_revert", "changed_since", "reminder_not_found")


def undo(play: Play) -> None:
    play.wait(SECOND)
    before, was = play.world, play.before
    play.before = None
    try:
        play.person.call("history_revert_last")
    except RefusedError as refusal:
        assert refusal.slug in REFUSALS, refusal
        assert was is None, f"nothing happened since, and it is refused: {refusal}"
        return
    play.world = play.seen().world
    keeps_history(before, play.world)
    if was:
        restores(was, play.world)


def restores(was: World, now: World) -> None:
    """Undone at once, all is as a person saw it before. What was due then and not yet told is not
    looked at: it has passed as in a pause."""
    assert now.zone == was.zone
    passed = {
        number
        for number, reminder in was.reminders.items()
        if reminder.active and any(due <= now.now for due in reminder.following(was.zone, 1)[0])
    }
    expected, found = outlook(was), outlook(now)
    for number in expected.keys() | found.keys():
        if number not in passed:
            assert found.get(number) == expected.get(number), f"reminder {number}"


def keeps_history(before: World, after: World) -> None:
    """Whatever is undone: what came due stays, what was settled stays so, nobody's lease is lost
    without the message being there for another."""
    for number, reminder in before.reminders.items():
        there = after.reminders[number].occurrences
        for due_at, occurrence in reminder.occurrences.items():
            if due_at not in there:
                assert occurrence.passed, f"{due_at} of reminder {number} is gone"
                continue
            if occurrence.outcome == "delivered":
                assert there[due_at].outcome == "delivered"
            for key, message in occurrence.messages.items():
                assert follows(message, there[due_at].messages[key]), (number, due_at, key)
        added = there.keys() - reminder.occurrences.keys()
        assert all(there[due_at].outcome == "skipped" for due_at in added)


def follows(before: Message, after: Message) -> bool:
    """What was cancelled may be sent after all, what is open may be cancelled; no more changes."""
    if before.outcome == "cancelled" or before.perhaps_before:
        return after.outcome == before.outcome or after.state == "ready"
    if before.outcome:
        return after == before
    if before.state == "sending":
        return (after.state, after.fence) == ("sending", before.fence)
    taken_back = after.outcome == "cancelled" or after.perhaps_before
    return taken_back or after.state in (before.state, "ready")
