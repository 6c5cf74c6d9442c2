"""Which one? Reminders to choose from by a press, where a command names none."""

import re

from oye_client.models.reminder_state import ReminderState

from oye_bot.keyboard import in_rows, keyboard
from oye_bot.length import beside
from oye_bot.listing import reminders
from oye_bot.menu import pick_data
from oye_bot.say import Say
from oye_bot.scene import Scene

NUMBER = r"#?([1-9][0-9]{0,8})"
MOST = 10


def number_in(words: str | None) -> int | None:
    """The number of a reminder, where the words are that alone."""
    match = re.fullmatch(NUMBER, (words or "").strip(), re.ASCII)
    return int(match[1]) if match else None


async def choose(scene: Scene, word: str, state: ReminderState, said: bool) -> Say:
    """The person's reminders in a state, a button each; how it is written where there are none.

    `said`: something stood behind the command, which was no number.
    """
    usage = scene.texts(f"{word}-usage")
    items = [] if said else await reminders(scene.client, MOST, state=state)
    buttons = [(f"#{one.id} {beside(one.text, 40)}", pick_data(word, one.id)) for one in items]
    return Say(scene.texts(f"{word}-which") if items else usage, keyboard(*in_rows(buttons, 1)))
