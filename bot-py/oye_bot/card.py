"""A reminder's message as it shows what is true: rendered anew after each press.

The same words and buttons as worker-fire's (contracts/callback.md): either may edit the message.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from aiogram.types import InlineKeyboardMarkup, MessageEntity, User
from oye_client.models.answer import Answer
from oye_client.models.attendee import Attendee
from oye_client.models.card import Card
from oye_client.models.card_item import CardItem

from oye_bot.callback import join_data, press_data
from oye_bot.catalogue import Texts
from oye_bot.keyboard import Button, in_rows, keyboard
from oye_bot.length import LONGEST, fit, units
from oye_bot.moment import short
from oye_bot.say import Say
from oye_bot.scene import Scene

# Of each reminder beside its words: its number, sign and time.
BESIDE = 80


def card_say(
    card: Card, present: datetime, scene: Scene, attendees: Sequence[Attendee] = ()
) -> Say:
    """The whole message: one reminder, or a digest of several; who joined is named below."""
    texts, items = scene.texts, card.items
    room = (LONGEST - 60 * len(attendees)) // len(items) - BESIDE
    lines = [line_of(item, max(room, 40), present, texts) for item in items]
    if len(items) == 1:
        text, entities = named(lines[0], attendees)
        rows = card_rows(items[0], scene, len(attendees)) if items[0].open_ else []
        return Say(text, keyboard(*rows), entities)
    numbered = [f"{nth}. {line.removeprefix('⏰ ')}" for nth, line in enumerate(lines, start=1)]
    title = texts("digest", count=len(items))
    return Say("\n".join([title, *numbered]), digest_keyboard(items, scene))


def line_of(item: CardItem, room: int, present: datetime, texts: Texts) -> str:
    """A sign, the person's words, and what is true of them."""
    zone, words = item.timezone, fit(item.text, room)

    def at(moment: datetime) -> str:
        return short(moment.replace(second=0), zone, present, texts)

    if item.deleted:
        return texts("card-deleted", text=words)
    if item.answer == Answer.DONE:
        return texts("card-done", text=words, time=at(item.answered_at or item.due_at))
    if item.answer == Answer.SNOOZED and not item.open_ and item.snoozed_until:
        return texts("card-snoozed", text=words, time=at(item.snoozed_until))
    return texts("card-open", text=words, time=at(item.due_at))


def named(text: str, attendees: Sequence[Attendee]) -> tuple[str, list[MessageEntity] | None]:
    """A line with those who joined, each marked, so that Telegram knows whom it names."""
    if not attendees:
        return text, None
    entities: list[MessageEntity] = []
    text += "\n👥 "
    for nth, who in enumerate(attendees):
        text += ", " if nth else ""
        user = User(id=int(who.id), is_bot=False, first_name=who.name)
        length = units(who.name)
        entities.append(
            MessageEntity(type="text_mention", offset=units(text), length=length, user=user)
        )
        text += who.name
    return text, entities


def card_rows(item: CardItem, scene: Scene, joined: int) -> list[Sequence[Button]]:
    """[✔ Done] [10 min] [1 h] [Tonight] [Tomorrow] [⋯], and [I'm in] in a group."""
    texts, one, author = scene.texts, item.delivery_id, scene.author
    rows = in_rows(
        [
            (texts("button-done"), press_data("done", one, author=author)),
            (texts("button-10-min"), press_data("snooze", one, 10, author)),
            (texts("button-1-h"), press_data("snooze", one, 60, author)),
            (texts("button-tonight"), press_data("tonight", one, author=author)),
            (texts("button-tomorrow"), press_data("tomorrow", one, author=author)),
            ("⋯", press_data("more", one, author=author)),
        ],
        3,
    )
    if author is None:
        return rows
    return [*rows, [(texts("button-join", count=joined), join_data(item.reminder_id, author))]]


def digest_keyboard(items: Sequence[CardItem], scene: Scene) -> InlineKeyboardMarkup | None:
    """A row for each that waits: [✔ 1] [1 h] [Tomorrow] [⋯]."""
    texts, author = scene.texts, scene.author
    return keyboard(
        *(
            [
                (f"✔ {nth}", press_data("done", item.delivery_id, author=author)),
                (texts("button-1-h"), press_data("snooze", item.delivery_id, 60, author)),
                (texts("button-tomorrow"), press_data("tomorrow", item.delivery_id, author=author)),
                ("⋯", press_data("more", item.delivery_id, author=author)),
            ]
            for nth, item in enumerate(items, start=1)
            if item.open_
        )
    )


def more_keyboard(item: CardItem, scene: Scene) -> InlineKeyboardMarkup | None:
    """Behind [⋯]: the weekend, next week, a time of one's own; skip, pause, edit, delete; back."""
    texts, one, author = scene.texts, item.delivery_id, scene.author

    def button(word: str, action: str) -> Button:
        return texts(word), press_data(action, one, author=author)

    series = [button("button-skip", "skip"), button("button-pause", "pause")]
    return keyboard(
        [button("preset-weekend", "weekend"), button("preset-week", "week")],
        [button("preset-type", "type")],
        series if item.repeats else [],
        [button("button-edit", "edit"), button("button-delete", "delete")],
        [("‹", press_data("back", one, author=author))],
    )


def item_of(card: Card, delivery: UUID) -> CardItem:
    """The part of the message that a delivery is. LookupError where it is none."""
    for item in card.items:
        if item.delivery_id == delivery:
            return item
    raise LookupError(delivery.hex)
