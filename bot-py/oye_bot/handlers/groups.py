"""In a group: /remind, a mention, replies, and everyone's [I'm in]. Nothing else is answered."""

from typing import cast

from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from oye_client.api.reminder import reminder_join
from oye_client.models.join import Join as Joining
from oye_client.models.reminder import Reminder

from oye_bot.address import source_of
from oye_bot.api import ApiProblem, answer
from oye_bot.callback import Join, join_data
from oye_bot.creating import create
from oye_bot.draft import Draft
from oye_bot.group import acting_for, author_part, group_address, group_channels
from oye_bot.handlers.questions import typed
from oye_bot.handlers.replies import reply_to_card
from oye_bot.keyboard import keyboard
from oye_bot.length import clean
from oye_bot.question import Question, read_question
from oye_bot.refusal import STRANGER
from oye_bot.say import Say, say, show_buttons, toast
from oye_bot.scene import Scene

LONGEST_NAME = 100


async def remind(message: Message, command: CommandObject, scene: Scene) -> None:
    """`/remind cake tomorrow at 10`: told in this group or topic."""
    await remind_here(message, clean(command.args or "").strip(), scene)


async def remind_here(message: Message, words: str, scene: Scene) -> None:
    """A reminder of the author's that the group is told of; a stranger is asked to say hello."""
    about = message.reply_to_message
    about = about if about and not about.forum_topic_created else None
    if not words:
        await say(message, Say(scene.texts("remind-usage")))
        return
    whose = author_part(scene)
    reference = about.message_id if about else 0
    try:
        draft = Draft(
            text=words,
            key=scene.key,
            source=source_of(message),
            reference=source_of(about) if about else None,
            channels=await group_channels(scene, message.chat, message),
        )
        question = Question("text", (str(message.message_id), str(reference), *whose))
        what = await create(scene, draft, question)
    except ApiProblem as problem:
        if problem.slug != STRANGER:
            raise
        await point_to_private(message, scene)
        return
    await say(message, what)


async def point_to_private(message: Message, scene: Scene) -> None:
    """What is private is told in private; and who was never met has no zone yet."""
    await say(message, Say(scene.texts("group-pointer", bot=await scene.name())))


async def group_words(message: Message, scene: Scene) -> None:
    """An answer to the bot, a mention, or a command that is for private chats only."""
    text = clean(message.text or "")
    about = message.reply_to_message
    question = read_question(about, scene.bot.id) if about else None
    if question is not None:
        await typed(message, question, scene)
        return
    mine = about and about.from_user and about.from_user.id == scene.bot.id
    if about and mine and await reply_to_card(message, about, scene):
        return
    username = await scene.name()
    if text.startswith("/"):
        command, _, addressed = text.split()[0][1:].partition("@")
        if command and addressed.lower() in ("", username.lower()):
            await point_to_private(message, scene)
        return
    wanted = mention_removed(text, username)
    if wanted is not None:
        await remind_here(message, wanted, scene)


def mention_removed(text: str, username: str) -> str | None:
    """The text without `@username`; None where it is not mentioned."""
    name = f"@{username}".lower()
    words = text.split(" ")
    kept = [word for word in words if word.lower().rstrip(",:") != name]
    return " ".join(kept).strip() if len(kept) < len(words) else None


async def press_join(query: CallbackQuery, press: Join, scene: Scene) -> None:
    """[I'm in]: whoever presses it is named when it is due; a second press takes that back.

    The call is bound to this group: the number in the data may be anybody's invention.
    """
    message = query.message
    if not isinstance(message, Message):
        await toast(query, scene.texts("button-old"))
        return
    body = Joining(
        user_id=str(scene.user.id),
        name=clean(scene.user.full_name)[:LONGEST_NAME] or str(scene.user.id),
        address=group_address(message.chat, message) or str(message.chat.id),
    )
    call = reminder_join.asyncio(
        press.reminder, client=acting_for(scene, press.author).client, body=body
    )
    reminder = cast("Reminder", await answer(call))
    inside = any(one.id == str(scene.user.id) for one in reminder.attendees or [])
    await toast(query, scene.texts("joined" if inside else "left"))
    await show_buttons(query, scene.bot, joined_buttons(message, reminder, press, scene), scene.log)


def joined_buttons(
    message: Message, reminder: Reminder, press: Join, scene: Scene
) -> InlineKeyboardMarkup | None:
    """The buttons as they stand there, with the new count."""
    markup = message.reply_markup
    rows = markup.inline_keyboard if isinstance(markup, InlineKeyboardMarkup) else []
    data = join_data(press.reminder, press.author)
    words = scene.texts("button-join", count=len(reminder.attendees or []))
    return keyboard(
        *(
            [
                (words if one.callback_data == data else one.text, one.callback_data)
                for one in row
                if one.callback_data
            ]
            for row in rows
        )
    )
