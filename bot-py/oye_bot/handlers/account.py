"""/export and /deleteme: everything of the person's, to keep or to be gone."""

import json
from typing import cast

from aiogram.types import BufferedInputFile, CallbackQuery, Message
from oye_client.api.me import me_get, person_delete, person_export
from oye_client.models.me import Me

from oye_bot.api import ApiProblem, answer
from oye_bot.keyboard import keyboard
from oye_bot.menu import Pick, pick_data
from oye_bot.moment import now
from oye_bot.refusal import refusal
from oye_bot.say import Say, say, show, toast
from oye_bot.scene import Scene


async def export(message: Message, scene: Scene) -> None:
    """A file with all of it, as the API gives it."""
    found = await answer(person_export.asyncio(client=scene.client))
    text = json.dumps(found.to_dict(), ensure_ascii=False, indent=1)
    file = BufferedInputFile(text.encode(), f"oye-{now():%Y-%m-%d}.json")
    await message.answer_document(file, caption=scene.texts("export"))


async def deleteme(message: Message, scene: Scene) -> None:
    """Asks first; what is deleted doesn't come back."""
    me = cast("Me", await answer(me_get.asyncio(client=scene.client)))
    texts = scene.texts
    buttons = [
        (texts("button-delete-all"), pick_data("deleteme", me.person_id.hex)),
        (texts("button-no"), pick_data("no")),
    ]
    words = texts("deleteme-ask", active=me.active, waiting=me.waiting)
    await say(message, Say(words, keyboard(buttons)))


async def pick_deleteme(query: CallbackQuery, pick: Pick, scene: Scene) -> None:
    """[Delete everything]: only of who pressed it, and only where it is still who was asked."""
    try:
        me = cast("Me", await answer(me_get.asyncio(client=scene.client)))
        if pick.parts != (me.person_id.hex,):
            await toast(query, scene.texts("not-yours"))
            return
        call = person_delete.asyncio(client=scene.client, confirm=me.person_id)
        await answer(call)
        told = scene.texts("deleteme-done")
    except ApiProblem as problem:
        told = refusal(problem, scene.texts)
    await toast(query)
    await show(query, scene.bot, Say(told), scene.log)
