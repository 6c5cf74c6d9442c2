"""One update, to its end."""

import asyncio

from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError, TelegramForbiddenError
from aiogram.types import Update

from oye_bot import texts
from oye_bot.api import ApiAway, ApiFault
from oye_bot.log import Log
from oye_bot.polling import FIRST_BACK_OFF, LONGEST_BACK_OFF, Handle, unless

TELL_AFTER = 2
MOST_FAULTS = 3


def make_handle(bot: Bot, dispatcher: Dispatcher, stop: asyncio.Event, log: Log) -> Handle:
    """A function that handles an update; false where it is to come again after a restart.

    Tries again while the API is away, and says so once. Where the API fails at this very update, it
    is given up after a few tries, and a fault of our own at once: others wait behind it.
    """

    async def handle(update: Update) -> bool:
        failures = faults = 0
        while True:
            try:
                await dispatcher.feed_update(bot, update)
            except (ApiAway, ApiFault) as away:
                failures += 1
                faults += isinstance(away, ApiFault)
                log("api_away", update=update.update_id, says=str(away))
                if faults == MOST_FAULTS:
                    await tell(bot, update, texts.FAULT, log)
                    return True
                if failures == TELL_AFTER and not faults:
                    await tell(bot, update, texts.API_AWAY, log)
                seconds = min(LONGEST_BACK_OFF, FIRST_BACK_OFF * 2 ** min(failures - 1, 10))
                await unless(stop, asyncio.sleep(seconds))
                if stop.is_set():
                    return False
            except TelegramForbiddenError:
                log("blocked", update=update.update_id)
                return True
            except AiogramError as fault:
                log("not_told", update=update.update_id, error=type(fault).__name__)
                return True
            except Exception as fault:  # noqa: BLE001 - one bad update must not stop the others
                log("fault", update=update.update_id, error=type(fault).__name__, at=place(fault))
                await tell(bot, update, texts.FAULT, log)
                return True
            else:
                return True

    return handle


async def tell(bot: Bot, update: Update, text: str, log: Log) -> None:
    """Say something in the chat of a message, if it can be said."""
    message = update.message
    if message is None or message.chat.type != "private":
        return
    try:
        await bot.send_message(message.chat.id, text)
    except AiogramError as fault:
        log("not_told", update=update.update_id, error=type(fault).__name__)


def place(fault: Exception) -> str | None:
    """Where a fault was raised: file and line, without the words that a traceback shows."""
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else None
