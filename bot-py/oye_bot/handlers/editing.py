"""[Edit] under an echo or a card: asks for the new text, the new time, or both."""

from typing import cast

from aiogram.types import CallbackQuery, Message
from oye_client.api.reminder import reminder_get
from oye_client.models.reminder import Reminder

from oye_bot.api import answer
from oye_bot.asking import ask_typed
from oye_bot.callback import Edit
from oye_bot.group import author_part, group_address, scene_for, told_here
from oye_bot.length import LONGEST_TEXT, fit
from oye_bot.question import Question
from oye_bot.say import say_beside, toast
from oye_bot.scene import Scene


async def press_edit(query: CallbackQuery, press: Edit, scene: Scene) -> None:
    """Of the author and admins in a group, and of what is told there; in private of everybody."""
    message = query.message
    if not isinstance(message, Message):
        await toast(query, scene.texts("button-old"))
        return
    scene_of = await scene_for(scene, press.author, message.chat)
    address = group_address(message.chat, message)
    if scene_of is None or not (
        scene_of is scene or (address and await told_here(scene_of.client, press.reminder, address))
    ):
        await toast(query, scene.texts("not-yours"))
        return
    await toast(query)
    await ask_change(scene_of, message, press)


async def ask_change(scene: Scene, message: Message, press: Edit) -> None:
    """The question, to be answered in words."""
    call = reminder_get.asyncio(press.reminder, client=scene.client)
    found = cast("Reminder", await answer(call))
    parts = (str(found.id), str(found.revision), *author_part(scene))
    question = Question("edit", parts, (fit(found.text, LONGEST_TEXT),))
    what = await ask_typed(scene, question, scene.texts("edit-ask", number=str(found.id)))
    await say_beside(message, what, scene.bot)
