"""/start, with and without a code, and /help."""

from typing import cast

from aiogram.filters import CommandObject
from aiogram.types import Message, User
from oye_client.api.identity import identity_link
from oye_client.models.identity import Identity
from oye_client.models.identity_link import IdentityLink

from oye_bot import texts
from oye_bot.api import Api, ApiProblem, answer
from oye_bot.people import ensure_person


async def start(message: Message, command: CommandObject, user: User, api: Api) -> None:
    """Makes or finds the person; a code joins this chat to the person who asked for it."""
    if command.args:
        await link(message, command.args.strip(), user, api)
        return
    person = await ensure_person(api, user)
    await message.answer(texts.welcome(person.timezone, made=person.created))


async def link(message: Message, code: str, user: User, api: Api) -> None:
    """Use up the code that `oye channels add telegram` printed."""
    body = IdentityLink(code=code[:100], chat_id=str(message.chat.id))
    try:
        call = identity_link.asyncio(client=api.acting_for(user.id), body=body)
        person = cast("Identity", await answer(call))
    except ApiProblem as problem:
        await message.answer(texts.link_refused(problem.detail))
        return
    await message.answer(texts.linked(person.timezone))


async def help_(message: Message) -> None:
    """What the bot understands."""
    await message.answer(texts.HELP)
