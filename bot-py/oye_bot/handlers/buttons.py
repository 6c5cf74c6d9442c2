"""The buttons under the messages that worker-fire sends."""

from collections.abc import Awaitable
from typing import cast

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup
from oye_client import AuthenticatedClient
from oye_client.api.me import me_get
from oye_client.api.occurrence import delivery_answer
from oye_client.models.answer import Answer
from oye_client.models.delivery_answer import DeliveryAnswer
from oye_client.models.delivery_answer_answer import DeliveryAnswerAnswer
from oye_client.models.me import Me
from oye_client.models.occurrence import Occurrence

from oye_bot import texts
from oye_bot.api import Api, ApiProblem, answer
from oye_bot.callback import Press, done_data, read_press
from oye_bot.log import Log
from oye_bot.moment import now, tomorrow

GONE = {"delivery_not_found": texts.UNKNOWN_MESSAGE, "identity_not_found": texts.NOT_STARTED}


async def pressed(query: CallbackQuery, bot: Bot, api: Api, log: Log) -> None:
    """Do what the button says, then show in its message what is true now."""
    press = read_press(query.data or "")
    if press is None:
        log("unknown_button", letter=(query.data or " ")[0])
        await toast(query, texts.OTHER_BUTTON)
        return
    try:
        occurrence = await say_answer(api.acting_for(query.from_user.id), press)
    except ApiProblem as problem:
        await toast(query, GONE.get(problem.slug, problem.detail))
        if problem.slug == "delivery_not_found" and query.message:
            await quietly(
                bot.edit_message_reply_markup(
                    chat_id=query.message.chat.id, message_id=query.message.message_id
                ),
                log,
            )
        return
    await toast(query, texts.answered(occurrence, now()))
    await show(query, bot, occurrence, press, log)


async def say_answer(client: AuthenticatedClient, press: Press) -> Occurrence:
    """Tell the API; the occurrence as it then is. Raises ApiProblem and ApiAway."""
    if press.action == "done":
        body = DeliveryAnswer(answer=DeliveryAnswerAnswer.DONE)
    elif press.action == "snooze":
        body = DeliveryAnswer(answer=DeliveryAnswerAnswer.SNOOZED, when=f"{press.minutes}m")
    else:
        me = cast("Me", await answer(me_get.asyncio(client=client)))
        until = tomorrow(me.now, me.timezone, me.default_time)
        body = DeliveryAnswer(answer=DeliveryAnswerAnswer.SNOOZED, when=until)
    call = delivery_answer.asyncio(press.delivery, client=client, body=body)
    return cast("Occurrence", await answer(call))


async def show(
    query: CallbackQuery, bot: Bot, occurrence: Occurrence, press: Press, log: Log
) -> None:
    """Edit the message. A snoozed one can still be done."""
    if query.message is None:
        return
    done = InlineKeyboardButton(text=texts.DONE_BUTTON, callback_data=done_data(press.delivery))
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[done]])
    await quietly(
        bot.edit_message_text(
            texts.message_after(occurrence, now()),
            chat_id=query.message.chat.id,
            message_id=query.message.message_id,
            reply_markup=None if occurrence.answer == Answer.DONE else keyboard,
        ),
        log,
    )


async def toast(query: CallbackQuery, text: str) -> None:
    """End the button's waiting. A query that is too old can't be answered, and needn't be."""
    try:
        await query.answer(texts.fit(text, texts.LONGEST_TOAST))
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
