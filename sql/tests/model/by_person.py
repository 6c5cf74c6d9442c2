"""What the person does, but for answers: said to the database by the API's functions, and to the
model."""

import copy

from oye_sql.testcall import Row, refused

from . import saying
from .play import SECOND, Play, one_of
from .wish import Wish, arguments_of, offer
from .world import Nag, Reminder


def says(play: Play) -> None:
    """Nobody says two things at one instant. What there was before is kept for an undo."""
    play.wait(SECOND)
    play.before = copy.deepcopy(play.world)


def picked(play: Play, pick: int) -> Reminder:
    says(play)
    return one_of(list(play.world.reminders.values()), pick)


def changed(play: Play, name: str, **arguments: object) -> Row:
    """Say it. Where nothing is other than it was, there is nothing to undo."""
    answer = play.person.call(name, **arguments)
    if name != "reminder_delete" and "change_id" not in answer:
        play.before = None
    return answer or {}


def refuses(play: Play, reminder: Reminder, name: str) -> bool:
    """Whether the reminder is over or gone: then it is refused."""
    if reminder.active:
        return False
    over = reminder.state == "over"
    with refused(409 if over else 404, "reminder_finished" if over else "reminder_not_found"):
        play.person.call(name, reminder_id=reminder.number)
    play.before = None
    return True


def create(play: Play, wish: Wish, most: int, nag: Nag | None, catch_up: str) -> None:
    says(play)
    schedule = wish.made(play.world)
    offered = offer(play.world, schedule, most)
    made = changed(
        play,
        "reminder_create",
        text="tea",
        channels=[play.channel],
        catch_up=catch_up,
        nag=nag and nag.as_json(),
        starts_at=schedule.starts_at,
        timezone=schedule.timezone,
        recurrence=schedule.recurrence,
        after_done=schedule.duration,
        **arguments_of(offered),
    )
    accounted = saying.accounted_at(play.world, offered.known)
    reminder = Reminder(made["id"], schedule, "tea", nag, catch_up, accounted)
    saying.offer(play.world, reminder, offered)
    play.world.reminders[made["id"]] = reminder


def edit_schedule(play: Play, pick: int, wish: Wish, most: int) -> None:
    reminder = picked(play, pick)
    schedule = wish.made(play.world)
    offered = offer(play.world, schedule, most)
    patch = {"schedule": schedule.as_json()}
    arguments = {"reminder_id": reminder.number, "patch": patch, **arguments_of(offered)}
    if reminder.state == "deleted":
        with refused(404, "reminder_not_found"):
            play.person.call("reminder_update", **arguments)
        play.before = None
        return
    changed(play, "reminder_update", **arguments)
    saying.edit_schedule(play.world, reminder, schedule, offered)


def edit_text(play: Play, pick: int) -> None:
    reminder = picked(play, pick)
    text = f"tea {reminder.revision}"
    arguments = {"reminder_id": reminder.number, "patch": {"text": text}}
    if reminder.active or (reminder.state == "over" and reminder.waiting()):
        changed(play, "reminder_update", **arguments)
        saying.edit_text(reminder, text)
        return
    over = reminder.state == "over"
    with refused(409 if over else 404, "reminder_finished" if over else "reminder_not_found"):
        play.person.call("reminder_update", **arguments)
    play.before = None


def pause(play: Play, pick: int) -> None:
    reminder = picked(play, pick)
    if not refuses(play, reminder, "reminder_pause"):
        changed(play, "reminder_pause", reminder_id=reminder.number)
        saying.pause(play.world, reminder)


def resume(play: Play, pick: int) -> None:
    reminder = picked(play, pick)
    if not refuses(play, reminder, "reminder_resume"):
        changed(play, "reminder_resume", reminder_id=reminder.number)
        saying.resume(play.world, reminder)


def skip(play: Play, pick: int) -> None:
    reminder = picked(play, pick)
    if refuses(play, reminder, "reminder_skip"):
        return
    if reminder.state != "scheduled":
        with refused(409, "nothing_scheduled"):
            play.person.call("reminder_skip", reminder_id=reminder.number)
        play.before = None
        return
    changed(play, "reminder_skip", reminder_id=reminder.number)
    saying.pass_over(play.world, reminder, "none")


def delete(play: Play, pick: int) -> None:
    reminder = picked(play, pick)
    if reminder.state == "deleted":
        with refused(404, "reminder_not_found"):
            play.person.call("reminder_delete", reminder_id=reminder.number)
        play.before = None
        return
    changed(play, "reminder_delete", reminder_id=reminder.number)
    saying.delete(play.world, reminder)


def done(play: Play, pick: int) -> None:
    """Of what waits for its answer; else a one-off is done ahead of its time."""
    reminder = picked(play, pick)
    waiting = reminder.waiting()
    early = reminder.state == "scheduled" and reminder.schedule.once
    if not waiting and not early:
        play.before = None
        return
    changed(play, "occurrence_done", reminder_id=reminder.number)
    if waiting:
        saying.done(play.world, reminder, waiting)
    else:
        saying.pass_over(play.world, reminder, "done")


def move(play: Play, zone: str) -> None:
    says(play)
    changed(play, "me_update", patch={"timezone": zone})
    saying.move(play.world, zone)
