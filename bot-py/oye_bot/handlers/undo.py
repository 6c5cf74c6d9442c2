"""/undo, and [Undo] under what the bot said."""

from typing import cast

from aiogram.types import CallbackQuery, Message
from oye_client.api.change import change_list, history_revert, history_revert_last
from oye_client.models.change_page import ChangePage
from oye_client.models.reverted import Reverted

from oye_bot.api import answer
from oye_bot.callback import Undo
from oye_bot.group import group_address, scene_for, told_here
from oye_bot.say import Say, say, show, toast
from oye_bot.scene import Scene
from oye_bot.undo import undo_keyboard, undone_text

# So many of the latest changes are looked through for one that an admin takes back.
LATEST = 50


async def undo(message: Message, scene: Scene) -> None:
    """Takes the latest change back. The same update takes back the same one when it comes again."""
    call = history_revert_last.asyncio(client=scene.client, idempotency_key=scene.key)
    await say(message, undone(cast("Reverted", await answer(call)), scene))


def undone(reverted: Reverted, scene: Scene) -> Say:
    """What was taken back; [Undo] takes that back in turn."""
    return Say(undone_text(reverted, scene.texts), undo_keyboard(reverted, scene))


async def press_undo(query: CallbackQuery, press: Undo, scene: Scene) -> None:
    """[Undo]; in a group for the author and admins, and of what is told there."""
    scene_of: Scene | None = scene
    if query.message is not None:
        scene_of = await scene_for(scene, press.author, query.message.chat)
    if scene_of is None or not (scene_of is scene or await told_there(query, press, scene_of)):
        await toast(query, scene.texts("not-yours"))
        return
    call = history_revert.asyncio(press.change, client=scene_of.client)
    what = undone(cast("Reverted", await answer(call)), scene_of)
    await toast(query)
    await show(query, scene.bot, what, scene.log)


async def told_there(query: CallbackQuery, press: Undo, scene: Scene) -> bool:
    """Whether the change that an admin takes back is of a reminder that the group is told of."""
    message = query.message if isinstance(query.message, Message) else None
    address = group_address(message.chat, message) if message else None
    page = cast("ChangePage", await answer(change_list.asyncio(client=scene.client, limit=LATEST)))
    numbers = [one.reminder_id for one in page.items if one.id == press.change]
    if not numbers or not numbers[0] or address is None:
        return False
    return await told_here(scene.client, numbers[0], address)
