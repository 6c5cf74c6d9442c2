"""Questions whose answer comes later: what is needed then stands in the message itself.

The bot keeps nothing. A question shows what it is about as quotations, and its first character is
a link whose address says the rest: `https://t.me/<bot>?ask=<word>.<part>…`. Telegram shows both in
`reply_to_message` and in the message of a pressed button, and only the bot can have written them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.types import Message, MessageEntity

from oye_bot.length import units

LINK = re.compile(r"https://t\.me/[A-Za-z0-9_]+\?ask=([a-z]{1,8})((?:\.[A-Za-z0-9_-]{1,40}){0,4})")


@dataclass(frozen=True)
class Question:
    """`word` says what was asked, `parts` about what, `quotes` are what it shows of it."""

    word: str
    parts: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reply:
    """The answer: `words` and what was chosen of their readings, said in a chat under a key.

    `channels` are where a reminder of a group is told, `address` is the group's.
    """

    words: str
    chat: int
    key: str
    chosen: tuple[str, ...] = ()
    channels: tuple[int, ...] = ()
    address: str | None = None


@dataclass(frozen=True)
class Asked:
    """A question as a message: its text and the entities that hold the rest."""

    text: str
    entities: list[MessageEntity]


def asked(question: Question, words: str, bot: str) -> Asked:
    """The question in words, its quotations below. `words` begin with a sign of their own."""
    path = ".".join([question.word, *question.parts])
    address = f"https://t.me/{bot}?ask={path}"
    entities = [MessageEntity(type="text_link", offset=0, length=units(words[0]), url=address)]
    text = words
    for quote in question.quotes:
        shown = quote.strip()
        entities.append(
            MessageEntity(type="blockquote", offset=units(text) + 2, length=units(shown))
        )
        text = f"{text}\n\n{shown}"
    return Asked(text, entities)


def read_question(message: Message, bot_id: int) -> Question | None:
    """The question that a message of the bot's asked; None where it asked none."""
    if message.from_user is None or message.from_user.id != bot_id:
        return None
    entities: Sequence[MessageEntity] = message.entities or []
    links = [LINK.fullmatch(one.url or "") for one in entities if one.type == "text_link"]
    if not links or links[0] is None:
        return None
    quotes = [one for one in entities if one.type == "blockquote"]
    text = message.text or ""
    said = tuple(one.extract_from(text) for one in sorted(quotes, key=lambda one: one.offset))
    return Question(links[0][1], tuple(links[0][2].split(".")[1:]), said)
