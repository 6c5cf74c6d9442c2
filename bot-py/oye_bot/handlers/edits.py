"""A message that was changed afterwards changes the reminder that was made of it."""

from aiogram.types import Message
from oye_client.models.reminder import Reminder
from oye_client.models.reminder_state import ReminderState

from oye_bot.address import source_of
from oye_bot.changing import Change, change
from oye_bot.handlers.words import told
from oye_bot.length import clean
from oye_bot.listing import reminders
from oye_bot.question import Question
from oye_bot.say import Say, say
from oye_bot.scene import Scene


async def edited(message: Message, scene: Scene) -> None:
    """The new words are read anew; where nothing was made of the old ones, they make a reminder."""
    words = clean(message.text or message.caption or "").strip()
    if not words or words.startswith("/"):
        return
    reminder = await made_of(message, scene)
    if reminder is not None:
        question = Question("edit", (str(reminder.id), "0"))
        await say(message, await change(scene, Change(reminder.id, words), question))
    elif await made_of(message, scene, ReminderState.FINISHED):
        await say(message, Say(scene.texts("edit-over")))
    elif message.forward_origin is None and message.reply_to_message is None:
        await say(message, await told(message, words, scene))


async def made_of(
    message: Message, scene: Scene, state: ReminderState | None = None
) -> Reminder | None:
    """The reminder whose source the message is."""
    found = await reminders(scene.client, 1, state=state, source=source_of(message))
    return found[0] if found else None
