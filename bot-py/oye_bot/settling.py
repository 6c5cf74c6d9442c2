"""What the answer to a question does: it makes, changes or snoozes. See `question`.

The same whether a person typed the answer or pressed a button, now or after a restart.
"""

import re
from dataclasses import replace

from oye_bot.address import source_at
from oye_bot.changing import Change, change
from oye_bot.creating import create
from oye_bot.draft import Draft
from oye_bot.question import Question, Reply
from oye_bot.say import Say
from oye_bot.scene import Scene
from oye_bot.snoozing import snooze_delivery

HEX = re.compile(r"[0-9a-f]{32}", re.ASCII)


async def settle(scene: Scene, question: Question, reply: Reply) -> Say | None:
    """Do what the answer says; None where the question is none that this version asks."""
    match question.word, question.parts, question.quotes:
        case "when", (source, reference, *_), (text, *_):
            draft = said_in(reply, text, source, reference)
            return await create(scene, replace(draft, when=reply.words), question)
        case "text", (source, reference, *_), _:
            draft = said_in(reply, reply.words, source, reference)
            return await create(scene, draft, replace(question, quotes=()))
        case "edit", (number, revision, *_), _ if number.isdigit() and revision.isdigit():
            wanted = Change(int(number), reply.words, reply.chosen, int(revision) or None)
            return await change(scene, wanted, question)
        case "snooze", (delivery, *_), _ if HEX.fullmatch(delivery):
            return await snooze_delivery(scene, question, delivery, reply)
    return None


def said_in(reply: Reply, text: str, source: str, reference: str) -> Draft:
    """The draft of what was said in a message, perhaps about another (`0`: about none)."""
    return Draft(
        text=text,
        key=reply.key,
        chosen=reply.chosen,
        source=source_at(reply.chat, source),
        reference=source_at(reply.chat, reference) if reference != "0" else None,
        channels=reply.channels,
    )


def words_of(question: Question) -> tuple[str | None, str | None]:
    """The (text, when) that a choice was asked about, as the API reads them."""
    last = question.quotes[-1] if question.quotes else None
    if question.word == "when":
        return question.quotes[0], last
    return (None, last) if question.word == "snooze" else (last, None)
