"""What worker-calc does: claim, compute, settle; in one transaction, and after it has lost it."""

from oye_sql import testcall

from . import firing
from .firing import Calculation
from .play import Play


def calculate(play: Play, upcoming: int) -> None:
    """All that is to be calculated. What the claim says is what the model has."""
    calc = play.stage.calc
    with calc.caller.connection.transaction():
        play.reading = read(play, upcoming)
        to_compute = [one for one in play.world.reminders.values() if one.state == "compute"]
        assert sorted(row["reminder_id"] for row, _ in play.reading) == [
            reminder.number for reminder in to_compute
        ]
        settle(play)


def lose(play: Play, upcoming: int) -> None:
    """A worker reads what is to be calculated, and its transaction ends before it has settled."""
    play.reading = read(play, upcoming)


def settle_late(play: Play) -> None:
    """It settles all the same what was edited or moved meanwhile: the person's change wins."""
    zone = play.world.zone
    for row, made in list(play.reading):
        reminder = play.world.reminders[row["reminder_id"]]
        if (made.revision, made.zone) == (reminder.revision, reminder.schedule.zone(zone)):
            play.reading.remove((row, made))
    settle(play)


def read(play: Play, upcoming: int) -> list[tuple[testcall.Row, Calculation]]:
    found = []
    for row in play.stage.calc.claim():
        reminder = play.world.reminders[row["reminder_id"]]
        made = firing.calculate(play.world, reminder, upcoming)
        assert (row["revision"], row["zone"]) == (made.revision, made.zone)
        assert row["accounted_until"] == reminder.accounted_until
        if reminder.schedule.after_done:
            assert row["counts_from"] == reminder.counts_from
        found.append((row, made))
    return found


def settle(play: Play) -> None:
    if not play.reading:
        return
    rows = [row for row, _ in play.reading]
    verdicts = play.stage.calc.settle(rows, [as_told(made) for _, made in play.reading])
    for (row, made), verdict in zip(play.reading, verdicts, strict=True):
        reminder = play.world.reminders[row["reminder_id"]]
        assert verdict == firing.settle_calculation(play.world, reminder, made)
    play.reading = []


def as_told(made: Calculation) -> testcall.Calculation:
    return testcall.Calculation(
        made.known[0] if made.known else None, made.known[1:], made.missed, made.ended
    )
