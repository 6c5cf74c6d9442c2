"""What the bot says, and the two ways to say it: a new message, or the pressed one edited."""

from collections.abc import Awaitable
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    CallbackQuery,
    ForceReply,
    InlineKeyboardMarkup,
    Message,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)

from oye_bot.length import LONGEST_TOAST, fit
from oye_bot.log import Log

Markup = InlineKeyboardMarkup | ForceReply | ReplyKeyboardMarkup | ReplyKeyboardRemove


@dataclass(frozen=True)
class Say:
    """A message to be: plain text, what is under it, and entities of ours (never a parse_mode)."""

    text: str
    markup: Markup | None = None
    entities: list[MessageEntity] | None = None


async def say(message: Message, what: Say) -> None:
    """Say it where the message stands; in a group as a reply to it."""
    reply = None
    if message.chat.type != "private":
        reply = ReplyParameters(message_id=message.message_id, allow_sending_without_reply=True)
    await message.answer(
        what.text, reply_markup=what.markup, entities=what.entities, reply_parameters=reply
    )


async def say_beside(message: Message, what: Say, bot: Bot) -> None:
    """A message of its own where one of the bot's stands, in its topic."""
    await bot.send_message(
        message.chat.id,
        what.text,
        message_thread_id=message.message_thread_id if message.is_topic_message else None,
        reply_markup=what.markup,
        entities=what.entities,
    )


async def show(query: CallbackQuery, bot: Bot, what: Say, log: Log) -> None:
    """Say it in the message whose button was pressed, instead of what stood there."""
    if query.message is None:
        return
    markup = what.markup if isinstance(what.markup, InlineKeyboardMarkup) else None
    await quietly(
        bot.edit_message_text(
            what.text,
            chat_id=query.message.chat.id,
            message_id=query.message.message_id,
            reply_markup=markup,
            entities=what.entities,
        ),
        log,
    )


async def show_buttons(
    query: CallbackQuery, bot: Bot, markup: InlineKeyboardMarkup | None, log: Log
) -> None:
    """Put other buttons, or none, under the message."""
    if query.message is None:
        return
    await quietly(
        bot.edit_message_reply_markup(
            chat_id=query.message.chat.id,
            message_id=query.message.message_id,
            reply_markup=markup,
        ),
        log,
    )


async def toast(query: CallbackQuery, text: str | None = None) -> None:
    """End the button's waiting. A query that is too old can't be answered, and needn't be."""
    try:
        await query.answer(fit(text, LONGEST_TOAST) if text else None)
    except TelegramBadRequest as fault:
        if "query is too old" not in fault.message:
            raise


async def quietly(edit: Awaitable[object], log: Log) -> None:
    """Make an edit. That nothing changed is success; a message that is gone shows nothing."""
    try:
        await edit
    except (TelegramBadRequest, TelegramForbiddenError) as fault:
        if "message is not modified" not in fault.message:
            log("edit_refused", says=fault.message)
