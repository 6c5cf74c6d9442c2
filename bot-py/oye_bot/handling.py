"""One update, to its end."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    AiogramError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import Message, Update, User

from oye_bot.api import REQUEST_ID, ApiAway, ApiFault
from oye_bot.catalogue import texts_for
from oye_bot.log import Log
from oye_bot.metrics import Metrics
from oye_bot.polling import FIRST_BACK_OFF, LONGEST_BACK_OFF, Handle, unless

TELL_AFTER = 2
MOST_FAULTS = 3
TELEGRAM_AWAY = (TelegramNetworkError, TelegramServerError, TelegramRetryAfter)

Attempt = Callable[[Update], Awaitable[None]]


class Again(Exception):
    """The update is to be handled once more. `counts`: it is the update's own fault, perhaps."""

    def __init__(self, says: str, *, counts: bool) -> None:
        super().__init__(says)
        self.counts = counts


def make_attempt(bot: Bot, dispatcher: Dispatcher, log: Log, metrics: Metrics) -> Attempt:
    """A function that handles an update once. It raises Again where it is to come again.

    That is so while the API is away, and where Telegram was away for the answer: what was stored is
    not stored twice. A fault of our own is told and passed over: others wait behind it.
    """

    async def attempt(update: Update) -> None:
        metrics.heard()
        # What the API logs of it can be found by the update that it was for.
        REQUEST_ID.set(f"telegram:{update.update_id}")
        began = time.monotonic()
        outcome = "again"
        try:
            outcome = await once(update)
        finally:
            metrics.handled(outcome, time.monotonic() - began)

    async def once(update: Update) -> str:
        try:
            await dispatcher.feed_update(bot, update)
        except (ApiAway, ApiFault) as away:
            log("api_away", update=update.update_id, says=str(away))
            raise Again(str(away), counts=isinstance(away, ApiFault)) from away
        except TELEGRAM_AWAY as away:
            log("telegram_away", update=update.update_id, error=type(away).__name__)
            raise Again(type(away).__name__, counts=True) from away
        except TelegramForbiddenError:
            log("blocked", update=update.update_id)
            return "blocked"
        except AiogramError as fault:
            log("not_told", update=update.update_id, error=type(fault).__name__)
            return "not_told"
        except Exception as fault:  # noqa: BLE001 - one bad update must not stop the others
            log("fault", update=update.update_id, error=type(fault).__name__, at=place(fault))
            await tell(bot, update, "fault", log)
            return "fault"
        return "done"

    return attempt


def make_handle(bot: Bot, attempt: Attempt, stop: asyncio.Event, log: Log) -> Handle:
    """A function that handles an update; false where it is to come again after a restart.

    Tries again while the API is away, and says so once. Where it fails at this very update, it is
    given up after a few tries: others wait behind it.
    """

    async def handle(update: Update) -> bool:
        failures = faults = 0
        while True:
            try:
                await attempt(update)
            except Again as again:
                failures += 1
                faults += again.counts
                if faults == MOST_FAULTS:
                    await tell(bot, update, "fault", log)
                    return True
                if failures == TELL_AFTER and not faults:
                    await tell(bot, update, "api-away", log)
                seconds = min(LONGEST_BACK_OFF, FIRST_BACK_OFF * 2 ** min(failures - 1, 10))
                await unless(stop, asyncio.sleep(seconds))
                if stop.is_set():
                    return False
            else:
                return True

    return handle


async def tell(bot: Bot, update: Update, key: str, log: Log) -> None:
    """Say something in the private chat of an update, if it can be said."""
    user, message = speaker(update)
    if message is None or message.chat.type != "private":
        return
    try:
        text = texts_for(user.language_code if user else None)(key)
        await bot.send_message(message.chat.id, text)
    except AiogramError as fault:
        log("not_told", update=update.update_id, error=type(fault).__name__)


def speaker(update: Update) -> tuple[User | None, Message | None]:
    """Who did something, and the message in whose chat an answer is due."""
    if update.callback_query:
        found = update.callback_query.message
        return update.callback_query.from_user, found if isinstance(found, Message) else None
    message = update.message or update.edited_message
    return (message.from_user if message else None), message


def place(fault: Exception) -> str | None:
    """Where a fault was raised: file and line, without the words that a traceback shows."""
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else None
