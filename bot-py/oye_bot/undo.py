"""Taking a change back."""

from aiogram.types import InlineKeyboardMarkup
from oye_client.models.occurrence import Occurrence
from oye_client.models.reminder import Reminder
from oye_client.models.reverted import Reverted

from oye_bot.callback import undo_data
from oye_bot.catalogue import Texts
from oye_bot.keyboard import keyboard
from oye_bot.length import beside
from oye_bot.listing import list_line
from oye_bot.moment import now
from oye_bot.scene import Scene


def undo_keyboard(
    changed: Reminder | Occurrence | Reverted, scene: Scene
) -> InlineKeyboardMarkup | None:
    """[Undo], where the answer tells which change it made."""
    if not changed.change_id:
        return None
    return keyboard([(scene.texts("button-undo"), undo_data(changed.change_id, scene.author))])


def undone_text(reverted: Reverted, texts: Texts) -> str:
    """What was taken back, and how the reminder is now."""
    key = f"undone-{reverted.kind}"
    words = texts(key if texts.has(key) else "undone-other")
    if isinstance(reverted.reminder, Reminder):
        return f"{words}\n{list_line(reverted.reminder, now(), texts)}"
    number = f"#{reverted.reminder_id} " if reverted.reminder_id else ""
    return f"{words}\n{number}{beside(reverted.text)}"
