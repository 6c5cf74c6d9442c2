"""The buttons under the messages that worker-fire sends."""

from typing import cast

from aiogram.types import CallbackQuery, Chat, Message
from oye_client.api.me import me_get
from oye_client.api.occurrence import delivery_get
from oye_client.api.reminder import reminder_get
from oye_client.models.answer import Answer
from oye_client.models.attendee import Attendee
from oye_client.models.card import Card
from oye_client.models.card_item import CardItem
from oye_client.models.me import Me
from oye_client.models.occurrence import Occurrence
from oye_client.models.reminder import Reminder

from oye_bot.acts import act
from oye_bot.api import ApiProblem, answer
from oye_bot.asking import ask_typed
from oye_bot.callback import Edit, Press
from oye_bot.card import card_say, item_of, more_keyboard
from oye_bot.group import acting_for, group_address, scene_for
from oye_bot.handlers.editing import ask_change
from oye_bot.length import LONGEST_TEXT, fit
from oye_bot.moment import now, short
from oye_bot.occurrence import answered
from oye_bot.preset import preset_time
from oye_bot.question import Question
from oye_bot.refusal import refusal
from oye_bot.say import say_beside, show, show_buttons, toast
from oye_bot.scene import Scene
from oye_bot.snoozing import answer_delivery

# What the author and the group's admins alone may do; all else is for everyone there.
OWN = {"skip", "pause", "edit", "delete"}


async def press_card(query: CallbackQuery, press: Press, scene: Scene) -> None:
    """Do what the button says, then show in its message what is true now."""
    message = query.message
    if message is None:
        await toast(query, scene.texts("button-old"))
        return
    scene_of = await whose(press, message.chat, scene)
    if scene_of is None:
        await toast(query, scene.texts("not-yours"))
        return
    try:
        if press.action in OWN | {"type", "more", "back"}:
            await open_menu(query, press, scene_of)
        else:
            await answer_card(query, press, scene_of)
    except ApiProblem as problem:
        await toast(query, refusal(problem, scene.texts))
        if problem.slug == "delivery_not_found":
            await show_buttons(query, scene.bot, None, scene.log)


async def whose(press: Press, chat: Chat, scene: Scene) -> Scene | None:
    """For whom the bot acts: in a group for the author that the button names."""
    if chat.type == "private":
        return scene
    if press.action in OWN:
        return await scene_for(scene, press.author, chat)
    return acting_for(scene, press.author) if press.author else scene


async def answer_card(query: CallbackQuery, press: Press, scene: Scene) -> None:
    """[✔ Done], a snooze. What was answered before is told as it is."""
    when = None
    if press.action == "snooze":
        when = f"{press.minutes}m"
    elif press.action != "done":
        me = cast("Me", await answer(me_get.asyncio(client=scene.client)))
        when = preset_time(press.action, me)
    occurrence = await answer_delivery(
        scene.client, press.delivery, when, address=address_of_press(query)
    )
    await toast(query, told(occurrence, scene))
    await render(query, press, scene)


def told(occurrence: Occurrence, scene: Scene) -> str:
    """`✔ Done 12:31`; `Already done at 12:31` where this press changed nothing."""
    at = occurrence.answered_at
    if occurrence.answer == Answer.DONE and at and not occurrence.change_id:
        time = short(at, occurrence.timezone, now(), scene.texts)
        return scene.texts("already-done", time=time)
    return answered(occurrence, now(), scene.texts)


def address_of_press(query: CallbackQuery) -> str | None:
    """What binds the press to the chat: in a group anybody may send any data."""
    if query.message is None:
        return None
    message = query.message if isinstance(query.message, Message) else None
    return group_address(query.message.chat, message)


async def card_of(query: CallbackQuery, press: Press, scene: Scene) -> Card:
    """The message as the API knows it, if it was sent to this chat. Raises ApiProblem."""
    call = delivery_get.asyncio(press.delivery, client=scene.client)
    card = cast("Card", await answer(call))
    address = address_of_press(query)
    if address is not None and card.address != address:
        raise LookupError("a button of another chat")
    return card


async def render(query: CallbackQuery, press: Press, scene: Scene) -> None:
    """Show what is true now."""
    await show_card(query, await card_of(query, press, scene), scene)


async def show_card(query: CallbackQuery, card: Card, scene: Scene) -> None:
    """The message as it is; in a group with those who joined."""
    attendees: list[Attendee] = []
    if scene.author and len(card.items) == 1:
        attendees = await attendees_of(card.items[0].reminder_id, scene)
    await show(query, scene.bot, card_say(card, now(), scene, attendees), scene.log)


async def attendees_of(number: int, scene: Scene) -> list[Attendee]:
    """Who joined a reminder; nobody where it is gone."""
    call = reminder_get.asyncio(number, client=scene.client)
    try:
        return cast("Reminder", await answer(call)).attendees or []
    except ApiProblem as problem:
        if problem.status == 404:
            return []
        raise


async def open_menu(query: CallbackQuery, press: Press, scene: Scene) -> None:
    """[⋯] and what stands behind it."""
    try:
        card = await card_of(query, press, scene)
        item = item_of(card, press.delivery)
    except LookupError:
        await toast(query, scene.texts("not-yours"))
        return
    if press.action in ("more", "back"):
        await toast(query)
        if press.action == "more" and item.open_:
            await show_buttons(query, scene.bot, more_keyboard(item, scene), scene.log)
        else:
            await show_card(query, card, scene)
        return
    message = query.message
    if not isinstance(message, Message):
        await toast(query, scene.texts("button-old"))
        return
    await toast(query)
    await show_card(query, card, scene)
    if press.action == "type":
        await ask_time(message, item, scene)
    elif press.action == "edit":
        await ask_change(scene, message, Edit(item.reminder_id, 0, scene.author))
    else:
        await say_beside(message, await act(scene, press.action, item.reminder_id), scene.bot)
        await render(query, press, scene)


async def ask_time(message: Message, item: CardItem, scene: Scene) -> None:
    """[Type a time]: until when, in words; anyone in the group may say it."""
    parts = (item.delivery_id.hex, *((f"f{scene.author}",) if scene.author else ()))
    question = Question("snooze", parts, (fit(item.text, LONGEST_TEXT),))
    await say_beside(message, await ask_typed(scene, question, scene.texts("ask-type")), scene.bot)
