"""/pause and /resume."""

from typing import cast

from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message
from oye_client.api.reminder import reminder_pause, reminder_resume
from oye_client.models.reminder import Reminder
from oye_client.models.reminder_state import ReminderState

from oye_bot.api import answer
from oye_bot.handlers.choose import choose, number_in
from oye_bot.listing import list_line
from oye_bot.menu import Pick
from oye_bot.moment import now
from oye_bot.say import Say, say, show, toast
from oye_bot.scene import Scene
from oye_bot.undo import undo_keyboard


async def pause(message: Message, command: CommandObject, scene: Scene) -> None:
    """`/pause 12`; without a number, what is to come is shown to choose from."""
    number = number_in(command.args)
    if number is None:
        what = await choose(scene, "pause", ReminderState.SCHEDULED, bool(command.args))
    else:
        what = await held(number, scene)
    await say(message, what)


async def resume(message: Message, command: CommandObject, scene: Scene) -> None:
    """`/resume 12`; without a number, what is paused is shown to choose from."""
    number = number_in(command.args)
    if number is None:
        what = await choose(scene, "resume", ReminderState.PAUSED, bool(command.args))
    else:
        what = await resumed(number, scene)
    await say(message, what)


async def held(number: int, scene: Scene) -> Say:
    """Hold it. Raises ApiProblem."""
    found = cast("Reminder", await answer(reminder_pause.asyncio(number, client=scene.client)))
    return Say(list_line(found, now(), scene.texts), undo_keyboard(found, scene))


async def resumed(number: int, scene: Scene) -> Say:
    """Let it go on. Raises ApiProblem."""
    found = cast("Reminder", await answer(reminder_resume.asyncio(number, client=scene.client)))
    return Say(list_line(found, now(), scene.texts), undo_keyboard(found, scene))


async def pick_holding(query: CallbackQuery, pick: Pick, scene: Scene) -> None:
    """One of those that were shown."""
    number = number_in(pick.parts[0] if pick.parts else None)
    if number is None:
        await toast(query, scene.texts("button-old"))
        return
    what = await (held if pick.word == "pause" else resumed)(number, scene)
    await toast(query)
    await show(query, scene.bot, what, scene.log)
