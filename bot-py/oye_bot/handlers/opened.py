"""One reminder, opened from a list, and what may be done with it by a press."""

from typing import cast

from aiogram.types import CallbackQuery
from oye_client.api.reminder import reminder_get
from oye_client.models.nag import Nag
from oye_client.models.reminder import Reminder
from oye_client.models.reminder_state import ReminderState

from oye_bot.acts import ACTS, act
from oye_bot.api import answer
from oye_bot.callback import edit_data
from oye_bot.echo import echo_text
from oye_bot.handlers.choose import number_in
from oye_bot.keyboard import Button, in_rows, keyboard
from oye_bot.menu import Pick, pick_data
from oye_bot.moment import now
from oye_bot.say import Say, show, toast
from oye_bot.scene import Scene


async def pick_open(query: CallbackQuery, pick: Pick, scene: Scene) -> None:
    """A number under a list."""
    number = number_in(pick.parts[0] if pick.parts else None)
    if number is None:
        await toast(query, scene.texts("button-old"))
        return
    found = cast("Reminder", await answer(reminder_get.asyncio(number, client=scene.client)))
    await toast(query)
    await show(query, scene.bot, opened(found, scene), scene.log)


def opened(reminder: Reminder, scene: Scene) -> Say:
    """The reminder with all that is to be known of it, and its buttons."""
    texts = scene.texts
    lines = [echo_text(reminder, now(), texts, "opened")]
    if reminder.state == ReminderState.PAUSED:
        lines.append(texts("list-paused"))
    if isinstance(reminder.nag, Nag):
        lines.append(texts("opened-nag", minutes=reminder.nag.every_seconds // 60))
    if reminder.urgent:
        lines.append(texts("opened-urgent"))
    if reminder.tags:
        lines.append(" ".join(f"#{tag}" for tag in reminder.tags))
    return Say("\n".join(lines), keyboard(*in_rows(buttons(reminder, scene), 3), back(scene)))


def buttons(reminder: Reminder, scene: Scene) -> list[Button]:
    """What may be done with it as it is."""
    texts, number = scene.texts, reminder.id
    found = [(texts("button-edit"), edit_data(number, reminder.revision))]
    if reminder.waiting_since:
        found.insert(0, (texts("button-done"), pick_data("done", number)))
    if reminder.state == ReminderState.PAUSED:
        found.append((texts("button-resume"), pick_data("act", "resume", number)))
    elif reminder.state == ReminderState.SCHEDULED:
        found.append((texts("button-pause"), pick_data("act", "pause", number)))
    if reminder.schedule.recurrence and reminder.next_occurrence:
        until = int(reminder.next_occurrence.timestamp())
        found.append((texts("button-skip"), pick_data("act", "skip", number, until)))
    return [*found, (texts("button-delete"), pick_data("act", "delete", number))]


def back(scene: Scene) -> list[Button]:
    """To the list."""
    return [(scene.texts("button-list"), pick_data("list", 0))]


async def pick_act(query: CallbackQuery, pick: Pick, scene: Scene) -> None:
    """[Skip] [Pause] [Resume] [Delete] of an opened reminder."""
    word, number, *rest = (*pick.parts, "", "")[: max(len(pick.parts), 2)]
    if word not in ACTS or number_in(number) is None:
        await toast(query, scene.texts("button-old"))
        return
    until = int(rest[0]) if rest and rest[0].isdigit() else None
    what = await act(scene, word, int(number), until=until)
    await toast(query)
    await show(query, scene.bot, what, scene.log)
