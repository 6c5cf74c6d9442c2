"""A code from `oye channels add telegram`, which joins this chat to the person who asked for it."""

from typing import cast

from aiogram.types import Message
from oye_client.api.identity import identity_link
from oye_client.models.identity import Identity
from oye_client.models.identity_link import IdentityLink

from oye_bot.api import ApiProblem, answer
from oye_bot.refusal import refusal
from oye_bot.say import Say, say
from oye_bot.scene import Scene

LONGEST_CODE = 100


async def link(message: Message, code: str, scene: Scene) -> None:
    """Use up the code."""
    body = IdentityLink(code=code[:LONGEST_CODE], chat_id=str(message.chat.id))
    try:
        call = identity_link.asyncio(client=scene.client, body=body)
        person = cast("Identity", await answer(call))
    except ApiProblem as problem:
        told = refusal(problem, scene.texts)
        await say(message, Say(f"{told}\n\n{scene.texts('link-refused')}"))
        return
    await say(message, Say(scene.texts("linked", zone=person.timezone)))
