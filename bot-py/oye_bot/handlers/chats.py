"""What is said in a chat with one person, and what little of it is answered in a group."""

from aiogram import Bot
from aiogram.enums import ContentType
from aiogram.types import Message, Update, User

from oye_bot import texts
from oye_bot.api import Api, ApiProblem
from oye_bot.handlers.remind import remind

SENT = {
    ContentType.ANIMATION,
    ContentType.AUDIO,
    ContentType.CONTACT,
    ContentType.DOCUMENT,
    ContentType.LOCATION,
    ContentType.PHOTO,
    ContentType.STICKER,
    ContentType.VIDEO,
    ContentType.VIDEO_NOTE,
    ContentType.VOICE,
}


async def unknown_command(message: Message) -> None:
    """A command that no handler before this one knew."""
    await message.answer(texts.unknown_command((message.text or "").split()[0]))


async def private_text(message: Message, user: User, api: Api, event_update: Update) -> None:
    """Whatever is written is to be reminded of."""
    await remind(message, message.text or "", user, api, event_update.update_id)


async def no_text(message: Message) -> None:
    """Pictures, voices and the like."""
    await message.answer(texts.TEXT_ONLY)


def mention_removed(text: str, username: str) -> str | None:
    """The text without `@username`; None where it is not mentioned."""
    name = f"@{username}".lower()
    words = text.split(" ")
    kept = [word for word in words if word.lower().rstrip(",:") != name]
    return " ".join(kept).strip() if len(kept) < len(words) else None


async def group_text(
    message: Message, bot: Bot, user: User, api: Api, event_update: Update
) -> None:
    """A mention makes a reminder for who said it; a command is answered in private only.

    Anything else is none of the bot's business. The reminder arrives in the private chat.
    """
    text = message.text or ""
    username = (await bot.me()).username or ""
    if text.startswith("/"):
        command, _, addressed = text.split()[0][1:].partition("@")
        if command and addressed.lower() in ("", username.lower()):
            await message.reply(texts.group_pointer(username))
        return
    wanted = mention_removed(text, username)
    if wanted is None:
        return
    try:
        if wanted:
            await remind(message, wanted, user, api, event_update.update_id)
    except ApiProblem as problem:
        if problem.slug != "identity_not_found":
            raise
        wanted = ""
    if not wanted:
        await message.reply(texts.group_pointer(username))
