"""The bot's connection to a Bot API server."""

import asyncio
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import GetUpdates, TelegramMethod

REQUEST_SECONDS = 20
LONGEST_WAIT = 60
TRIES = 4
PASSING = (TelegramNetworkError, TelegramServerError, ClientDecodeError)


def make_bot(token: str, api_url: str) -> Bot:
    """A bot that speaks to `api_url`. Its calls but getUpdates are repeated where that helps."""
    server = TelegramAPIServer.from_base(api_url)
    bot = Bot(token, session=AiohttpSession(api=server, timeout=REQUEST_SECONDS))
    bot.session.middleware(patient)
    return bot


async def patient(
    make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
) -> Any:
    """Repeats a call that met flood control or a passing failure, a few times.

    An answer in a chat may come twice by it. Raises what the last try met.
    """
    if isinstance(method, GetUpdates):
        return await make_request(bot, method)
    for tried in range(1, TRIES + 1):
        try:
            return await make_request(bot, method)
        except TelegramRetryAfter as fault:
            if tried == TRIES or fault.retry_after > LONGEST_WAIT:
                raise
            await asyncio.sleep(fault.retry_after)
        except PASSING as fault:
            if done_without_result(fault):
                return True
            if tried == TRIES:
                raise
            await asyncio.sleep(0.25 * 2**tried)
    raise AssertionError("the last try returns or raises")


def done_without_result(fault: Exception) -> bool:
    """Whether it was done, and `result` is null: as some servers answer an edit."""
    data = fault.data if isinstance(fault, ClientDecodeError) else None
    return isinstance(data, dict) and data.get("ok") is True and data.get("result") is None
