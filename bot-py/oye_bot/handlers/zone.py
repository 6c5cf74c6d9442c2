"""/tz: where the person is."""

from typing import cast

from aiogram.filters import CommandObject
from aiogram.types import Message, User
from oye_client.api.me import me_get, me_update
from oye_client.models.me import Me
from oye_client.models.me_patch import MePatch

from oye_bot import texts
from oye_bot.api import Api, answer
from oye_bot.moment import now


async def zone(message: Message, command: CommandObject, user: User, api: Api) -> None:
    """`/tz Europe/Madrid` changes the zone; alone it tells it."""
    client = api.acting_for(user.id)
    wanted = (command.args or "").strip()
    if wanted:
        call = me_update.asyncio(client=client, body=MePatch(timezone=wanted))
    else:
        call = me_get.asyncio(client=client)
    me = cast("Me", await answer(call))
    await message.answer(texts.zone_is(me.timezone, now()))
