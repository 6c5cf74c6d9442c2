"""How something was understood: what a person is told right after they said it."""

from datetime import datetime

from aiogram.types import InlineKeyboardMarkup
from oye_client.models.reminder import Reminder

from oye_bot.callback import edit_data, join_data, undo_data
from oye_bot.catalogue import Texts
from oye_bot.keyboard import keyboard
from oye_bot.length import LONGEST_TEXT, fit
from oye_bot.moment import absolute, relative, short
from oye_bot.scene import Scene


def echo_text(reminder: Reminder, present: datetime, texts: Texts, sign: str = "echo-new") -> str:
    """Number and text, the local time with weekday and zone, how far off it is, what follows."""
    lines = [texts(sign, number=str(reminder.id), text=fit(reminder.text, LONGEST_TEXT))]
    if reminder.next_occurrence:
        at = reminder.next_occurrence
        lines.append(absolute(at, reminder.timezone, texts))
        lines.append(relative(at, present, texts))
    else:
        lines.append(texts("echo-no-time-yet"))
    if reminder.upcoming:
        following = short(reminder.upcoming[0], reminder.timezone, present, texts)
        lines.append(texts("echo-then", time=following))
    return "\n".join(lines)


def echo_keyboard(reminder: Reminder, scene: Scene) -> InlineKeyboardMarkup | None:
    """[Undo] [Edit]; in a group [I'm in] before them, for everyone."""
    texts, author = scene.texts, scene.author
    buttons = [(texts("button-edit"), edit_data(reminder.id, reminder.revision, author))]
    if reminder.change_id:
        buttons.insert(0, (texts("button-undo"), undo_data(reminder.change_id, author)))
    if author is None:
        return keyboard(buttons)
    join = (texts("button-join", count=0), join_data(reminder.id, author))
    return keyboard([join], buttons)
