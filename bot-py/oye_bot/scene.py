"""Who speaks, in which language, and through which client of the API."""

from dataclasses import dataclass

from aiogram import Bot
from aiogram.types import User
from oye_client import AuthenticatedClient

from oye_bot.api import Api
from oye_bot.catalogue import Texts
from oye_bot.log import Log


@dataclass(frozen=True)
class Scene:
    """What every handler needs. `client` acts for `user`; `key` is the update's own, for creates.

    The same update has the same key when it comes again, so that it doubles nothing. `author` is
    whom the client acts for in a group; None in a private chat.
    """

    bot: Bot
    api: Api
    log: Log
    user: User
    texts: Texts
    client: AuthenticatedClient
    key: str
    author: int | None = None

    async def name(self) -> str:
        """The bot's own name."""
        return (await self.bot.me()).username or ""
