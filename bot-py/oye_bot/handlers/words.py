"""What is said in a private chat: whatever has a time becomes a reminder."""

from aiogram.enums import ContentType
from aiogram.types import Message

from oye_bot.address import source_at, source_of
from oye_bot.asking import ask_when
from oye_bot.creating import create
from oye_bot.draft import Draft
from oye_bot.handlers.questions import typed
from oye_bot.handlers.replies import reply_to_card, reply_to_echo
from oye_bot.length import LONGEST_REMINDER, clean, fit
from oye_bot.question import Question, read_question
from oye_bot.say import Say, say
from oye_bot.scene import Scene

# What a message may hold beside words, to be told of later.
TOLD = {
    ContentType.ANIMATION,
    ContentType.AUDIO,
    ContentType.CONTACT,
    ContentType.DOCUMENT,
    ContentType.PHOTO,
    ContentType.POLL,
    ContentType.STICKER,
    ContentType.STORY,
    ContentType.VENUE,
    ContentType.VIDEO,
    ContentType.VIDEO_NOTE,
    ContentType.VOICE,
}


async def private_words(message: Message, scene: Scene) -> None:
    """Free text; an answer to a question or a card; or words about another message."""
    about = message.reply_to_message
    if about is not None and await answered_to(message, about, scene):
        return
    await say(message, await told(message, clean(message.text or "").strip(), scene))


async def answered_to(message: Message, about: Message, scene: Scene) -> bool:
    """Whether the message it replies to was the bot's, and the reply was taken as its answer."""
    question = read_question(about, scene.bot.id)
    if question is not None and question.word != "search":
        await typed(message, question, scene)
        return True
    if about.from_user is None or about.from_user.id != scene.bot.id:
        return False
    return await reply_to_card(message, about, scene) or await reply_to_echo(message, about, scene)


async def told(message: Message, text: str, scene: Scene, source: int | None = None) -> Say:
    """A reminder of what was written, perhaps about the message that it replies to."""
    about = message.reply_to_message
    place = source or message.message_id
    reference = about.message_id if about else 0
    question = Question("text", (str(place), str(reference)))
    draft = Draft(
        text=text,
        key=scene.key,
        source=source_at(message.chat.id, place),
        reference=source_of(about) if about else None,
    )
    return await create(scene, draft, question)


async def forwarded(message: Message, scene: Scene) -> None:
    """Something passed on, or a picture, a voice, …: when shall it be told?

    Words of one's own under it may say that already. What it is stays where it is: the reminder
    refers to the message.
    """
    words = clean(message.text or message.caption or "").strip()
    shown = fit(words or kind_of(message, scene), LONGEST_REMINDER // 2)
    question = Question("when", (str(message.message_id), str(message.message_id)), (shown,))
    if words and message.forward_origin is None:
        here = source_of(message)
        draft = Draft(words, scene.key, source=here, reference=here)
        await say(message, await create(scene, draft, question))
        return
    await say(message, await ask_when(scene, question, scene.texts("ask-when")))


def kind_of(message: Message, scene: Scene) -> str:
    """What to call a message without words: a photo, a voice message."""
    kind = message.content_type.replace("_", "-")
    key = f"kind-{kind}"
    return scene.texts(key if scene.texts.has(key) else "kind-other")
