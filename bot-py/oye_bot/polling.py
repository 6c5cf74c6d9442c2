"""Updates: asked for, handled, and only then confirmed.

Telegram repeats an update until a later one is asked for. So one that was not handled, because the
process died or the API was away, comes again; and since a create has the update's id as its
key, coming again doubles nothing.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetUpdates
from aiogram.types import Update

from oye_bot.log import Log

POLL_SECONDS = 25
FIRST_BACK_OFF = 0.5
LONGEST_BACK_OFF = 30.0
AT_ONCE = 16
WRONG_TOKEN = (TelegramUnauthorizedError, TelegramNotFound)

Found = TypeVar("Found")
Handle = Callable[[Update], Awaitable[bool]]


async def poll(
    bot: Bot,
    kinds: list[str],
    handle: Handle,
    stop: asyncio.Event,
    log: Log,
    heard: Callable[[], None],
) -> None:
    """Handle updates until `stop` is set. `handle` tells whether the update may be confirmed.

    `heard` is called for each answer of Telegram's.
    Survives everything but a token that Telegram refuses, which raises one of WRONG_TOKEN.
    """
    offset: int | None = None
    limit = 100
    failures = 0
    while not stop.is_set():
        ask = GetUpdates(offset=offset, limit=limit, timeout=POLL_SECONDS, allowed_updates=kinds)
        try:
            updates = await unless(stop, bot(ask, request_timeout=POLL_SECONDS + 15))
        except WRONG_TOKEN:
            raise
        except (AiogramError, OSError) as fault:
            failures += 1
            bad = unreadable(fault)
            if bad is not None and limit == 1:
                log("update_unreadable", update=bad)
                offset = bad + 1
            elif bad is not None:
                limit = 1  # to find out which one it is
            await back_off(fault, failures, stop, log)
            continue
        heard()
        failures = 0
        limit = 100
        if updates and await handle_all(updates, handle):
            offset = updates[-1].update_id + 1
    if offset is not None:
        await confirm(bot, offset, log)


async def handle_all(updates: list[Update], handle: Handle) -> bool:
    """Handle a batch: each chat's updates in their order, several chats at once.

    Whether all of it may be confirmed.
    """
    chats: defaultdict[int, list[Update]] = defaultdict(list)
    for update in updates:
        chats[chat_of(update)].append(update)
    room = asyncio.Semaphore(AT_ONCE)

    async def in_order(some: list[Update]) -> bool:
        async with room:
            for update in some:
                if not await handle(update):
                    return False
        return True

    return all(await asyncio.gather(*(in_order(some) for some in chats.values())))


def chat_of(update: Update) -> int:
    """What keeps updates in order: the chat they belong to."""
    if update.callback_query:
        message = update.callback_query.message
        return message.chat.id if message else update.callback_query.from_user.id
    event = update.message or update.edited_message or update.my_chat_member
    return event.chat.id if event else 0


def unreadable(fault: Exception) -> int | None:
    """The id of the first update in an answer that the library can't read."""
    if not isinstance(fault, ClientDecodeError) or not isinstance(fault.data, dict):
        return None
    found: Any = fault.data.get("result")
    first = found[0] if isinstance(found, list) and found else None
    number = first.get("update_id") if isinstance(first, dict) else None
    return number if isinstance(number, int) else None


async def back_off(fault: Exception, failures: int, stop: asyncio.Event, log: Log) -> None:
    """Wait before the next try, longer each time, or as long as Telegram says."""
    seconds = min(LONGEST_BACK_OFF, FIRST_BACK_OFF * 2 ** min(failures - 1, 10))
    if isinstance(fault, TelegramRetryAfter):
        seconds = float(fault.retry_after)
    # Without the words of a decoding error: they quote what people wrote.
    says = None if isinstance(fault, ClientDecodeError) else str(fault)
    log("telegram_away", error=type(fault).__name__, says=says, again_in=seconds)
    await unless(stop, asyncio.sleep(seconds))


async def confirm(bot: Bot, offset: int, log: Log) -> None:
    """Tell Telegram how far it went, so that the next start begins after it."""
    try:
        await bot(GetUpdates(offset=offset, limit=1, timeout=0), request_timeout=5)
    except (AiogramError, OSError) as fault:
        log("not_confirmed", error=type(fault).__name__)


async def unless(stop: asyncio.Event, work: Awaitable[Found]) -> Found | None:
    """What the work gives, or None as soon as `stop` is set; the work is then cancelled."""
    task = asyncio.ensure_future(work)
    stopped = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        for one in (task, stopped):
            one.cancel()
        await asyncio.gather(task, stopped, return_exceptions=True)
