"""What the person answers to one that was told, by its instant: done, snooze."""

from datetime import timedelta

from oye_sql.testcall import refused

from . import saying
from .by_person import changed, says
from .play import Play, one_of
from .world import Occurrence, Reminder


def told(play: Play) -> list[tuple[Reminder, Occurrence]]:
    return [
        (reminder, occurrence)
        for reminder in play.world.reminders.values()
        for occurrence in reminder.occurrences.values()
        if occurrence.told
    ]


def done_with(play: Play, pick: int, _: timedelta) -> None:
    says(play)
    reminder, occurrence = one_of(told(play), pick)
    changed(play, "occurrence_done", reminder_id=reminder.number, due_at=occurrence.due_at)
    saying.done(play.world, reminder, occurrence)


def snooze(play: Play, pick: int, ahead: timedelta) -> None:
    says(play)
    reminder, occurrence = one_of(told(play), pick)
    until = play.world.now + ahead
    arguments = {"reminder_id": reminder.number, "due_at": occurrence.due_at, "until": until}
    if occurrence.answer == "done":
        with refused(409, "already_done"):
            play.person.call("occurrence_snooze", **arguments)
    elif reminder.state == "deleted":
        with refused(404, "reminder_not_found"):
            play.person.call("occurrence_snooze", **arguments)
    else:
        changed(play, "occurrence_snooze", **arguments)
        saying.snooze(play.world, reminder, occurrence, until)
        return
    play.before = None
