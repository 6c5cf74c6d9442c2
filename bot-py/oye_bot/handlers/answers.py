"""/done and /snooze, and the buttons that choose which reminder is done."""

import re
from typing import cast

from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message
from oye_client.api.occurrence import occurrence_done, occurrence_snooze
from oye_client.models.done import Done
from oye_client.models.occurrence import Occurrence
from oye_client.models.reminder_state import ReminderState
from oye_client.models.snooze import Snooze

from oye_bot.api import answer
from oye_bot.handlers.choose import NUMBER, choose, number_in
from oye_bot.length import clean
from oye_bot.menu import Pick
from oye_bot.moment import now
from oye_bot.occurrence import answered_line
from oye_bot.say import Say, say, show, toast
from oye_bot.scene import Scene
from oye_bot.undo import undo_keyboard

SNOOZE = re.compile(NUMBER + r"\s+(\S.{0,199})", re.ASCII)


async def done(message: Message, command: CommandObject, scene: Scene) -> None:
    """`/done 12`; without a number, what waits is shown to choose from."""
    number = number_in(command.args)
    if number is None:
        what = await choose(scene, "done", ReminderState.WAITING, bool(command.args))
    else:
        what = await finish(number, scene)
    await say(message, what)


async def finish(number: int, scene: Scene) -> Say:
    """It is done; says so, and offers to take that back. Raises ApiProblem."""
    call = occurrence_done.asyncio(number, client=scene.client, body=Done())
    occurrence = cast("Occurrence", await answer(call))
    return Say(answered_line(occurrence, now(), scene.texts), undo_keyboard(occurrence, scene))


async def pick_done(query: CallbackQuery, pick: Pick, scene: Scene) -> None:
    """One of those that were shown."""
    number = number_in(pick.parts[0] if pick.parts else None)
    if number is None:
        await toast(query, scene.texts("button-old"))
        return
    what = await finish(number, scene)
    await toast(query)
    await show(query, scene.bot, what, scene.log)


async def snooze(message: Message, command: CommandObject, scene: Scene) -> None:
    """`/snooze 12 10m`, `/snooze 12 tomorrow 9am`."""
    match = SNOOZE.fullmatch(clean(command.args or "").strip())
    if not match:
        await say(message, Say(scene.texts("snooze-usage")))
        return
    body = Snooze(when=match[2])
    call = occurrence_snooze.asyncio(int(match[1]), client=scene.client, body=body)
    occurrence = cast("Occurrence", await answer(call))
    text = answered_line(occurrence, now(), scene.texts)
    await say(message, Say(text, undo_keyboard(occurrence, scene)))
