"""Updates that Telegram posts: each handled before it is answered.

https://core.telegram.org/bots/api#setwebhook. Telegram repeats what is not answered with 2xx: so a
process that dies loses nothing, and what could not be handled is answered with 503.
"""

import asyncio
import hmac
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot
from aiogram.types import Update
from aiohttp import web
from pydantic import ValidationError

from oye_bot.handling import MOST_FAULTS, TELL_AFTER, Again, Attempt, tell
from oye_bot.log import Log
from oye_bot.polling import chat_of

# An update holds one message of 4096 characters, the one that it replies to, and their entities.
MOST_BYTES = 1024 * 1024
PROOF_HEADER = "X-Telegram-Bot-Api-Secret-Token"
# So many updates' failures, and chats, are remembered.
REMEMBERED = 10_000


class Webhook:
    """Answers Telegram's posts to one path. The updates of a chat are handled one after another."""

    def __init__(self, bot: Bot, attempt: Attempt, secret: str, log: Log) -> None:
        self._bot = bot
        self._attempt = attempt
        self._secret = secret.encode()
        self._log = log
        self._failures: OrderedDict[int, tuple[int, int]] = OrderedDict()
        self._chats: dict[int, tuple[asyncio.Lock, int]] = {}

    async def answer(self, request: web.Request) -> web.Response:
        """200 where the update was handled, 503 where it is to be posted again."""
        given = request.headers.get(PROOF_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=401)
        raw = await request.read()  # 413 beyond MOST_BYTES
        try:
            update = Update.model_validate_json(raw, context={"bot": self._bot})
        except ValidationError:
            # It will not become readable by being repeated.
            self._log("update_unreadable", bytes=len(raw))
            return web.Response(status=200)
        async with self._in_order(chat_of(update)):
            return web.Response(status=200 if await self._handled(update) else 503)

    async def _handled(self, update: Update) -> bool:
        """Whether the update is at its end: handled, or given up after failing a few times."""
        try:
            await self._attempt(update)
        except Again as again:
            failures, faults = self._failures.pop(update.update_id, (0, 0))
            failures, faults = failures + 1, faults + again.counts
            if faults >= MOST_FAULTS:
                await tell(self._bot, update, "fault", self._log)
                return True
            if failures == TELL_AFTER and not faults:
                await tell(self._bot, update, "api-away", self._log)
            self._failures[update.update_id] = (failures, faults)
            if len(self._failures) > REMEMBERED:
                self._failures.popitem(last=False)
            return False
        self._failures.pop(update.update_id, None)
        return True

    @asynccontextmanager
    async def _in_order(self, chat: int) -> AsyncIterator[None]:
        """One at a time for a chat; its lock is forgotten with the last that waits for it."""
        lock, waiting = self._chats.get(chat, (asyncio.Lock(), 0))
        self._chats[chat] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._chats.pop(chat)
            if waiting > 1:
                self._chats[chat] = (lock, waiting - 1)
