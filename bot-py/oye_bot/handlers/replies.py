"""A reply to what the bot said: to a card a snooze in words, to an echo a change."""

from typing import cast

from aiogram.types import InlineKeyboardMarkup, Message
from oye_client.api.occurrence import delivery_find
from oye_client.models.card import Card

from oye_bot.address import address_of
from oye_bot.api import ApiProblem, answer
from oye_bot.callback import Edit, Press, read_numbered, read_press
from oye_bot.changing import Change, change
from oye_bot.group import acting_for, group_address
from oye_bot.length import clean
from oye_bot.question import Question, Reply
from oye_bot.say import say
from oye_bot.scene import Scene
from oye_bot.snoozing import snooze_delivery


async def reply_to_card(message: Message, about: Message, scene: Scene) -> bool:
    """ "in 3 hours" said to a card tells it again then; false where the message is no card.

    Said to a digest it is about each that waits there.
    """
    author = author_under(about)
    scene_of = acting_for(scene, author) if author and message.chat.type != "private" else scene
    card = await card_at(scene_of, about)
    if card is None:
        return False
    reply = Reply(
        clean(message.text or "").strip(),
        message.chat.id,
        scene.key,
        address=group_address(message.chat, about),
    )
    waiting = [one.delivery_id for one in card.items if one.answer != "done"]
    for delivery in waiting or [card.items[0].delivery_id]:
        whose = (f"f{author}",) if author else ()
        question = Question("snooze", (delivery.hex, *whose))
        await say(message, await snooze_delivery(scene_of, question, delivery.hex, reply))
    return True


async def card_at(scene: Scene, about: Message) -> Card | None:
    """What the API knows of a message; None where it is no reminder of this person's."""
    call = delivery_find.asyncio(
        client=scene.client,
        address=address_of(about.chat, about),
        message_id=str(about.message_id),
    )
    try:
        card = cast("Card", await answer(call))
    except ApiProblem as problem:
        if problem.status == 404:
            return None
        raise
    return card if card.items else None


def author_under(about: Message) -> int | None:
    """The author whom the buttons of the bot's own message name."""
    for data in buttons_under(about):
        press = read_press(data)
        if isinstance(press, Press) and press.author:
            return press.author
    return None


def buttons_under(about: Message) -> list[str]:
    """The data of the buttons under a message."""
    markup = about.reply_markup
    if not isinstance(markup, InlineKeyboardMarkup):
        return []
    return [one.callback_data for row in markup.inline_keyboard for one in row if one.callback_data]


async def reply_to_echo(message: Message, about: Message, scene: Scene) -> bool:
    """Said to the echo of a reminder it changes that; false where the message is no echo."""
    for data in buttons_under(about):
        edit = read_numbered(data)
        if isinstance(edit, Edit):
            words = clean(message.text or "").strip()
            question = Question("edit", (str(edit.reminder), "0"))
            await say(message, await change(scene, Change(edit.reminder, words), question))
            return True
    return False
