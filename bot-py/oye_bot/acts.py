"""What may be done with one reminder by a press: skip, pause, resume, delete."""

from typing import cast

from oye_client.api.change import change_list
from oye_client.api.reminder import (
    reminder_delete,
    reminder_get,
    reminder_pause,
    reminder_resume,
    reminder_skip,
)
from oye_client.models.change_kind import ChangeKind
from oye_client.models.change_page import ChangePage
from oye_client.models.reminder import Reminder

from oye_bot.api import answer
from oye_bot.callback import undo_data
from oye_bot.keyboard import keyboard
from oye_bot.length import beside
from oye_bot.listing import list_line
from oye_bot.moment import now
from oye_bot.say import Say
from oye_bot.scene import Scene
from oye_bot.undo import undo_keyboard

ACTS = ("skip", "pause", "resume", "delete")


async def act(scene: Scene, word: str, number: int, until: int | None = None) -> Say:
    """Do it, and say what is true now. Raises ApiProblem and ApiAway.

    `until` is the next occurrence that the person saw, in seconds of the epoch: a skip that comes
    twice passes over that one alone.
    """
    if word == "delete":
        return await delete(scene, number)
    if word == "skip" and until is not None:
        found = cast("Reminder", await answer(reminder_get.asyncio(number, client=scene.client)))
        if not found.next_occurrence or int(found.next_occurrence.timestamp()) != until:
            return Say(list_line(found, now(), scene.texts))
    calls = {"skip": reminder_skip, "pause": reminder_pause, "resume": reminder_resume}
    found = cast("Reminder", await answer(calls[word].asyncio(number, client=scene.client)))
    text = f"{scene.texts(f'{word}-done')}\n{list_line(found, now(), scene.texts)}"
    return Say(text, undo_keyboard(found, scene))


async def delete(scene: Scene, number: int) -> Say:
    """Remove it; what it was is said, and [Undo] brings it back."""
    found = cast("Reminder", await answer(reminder_get.asyncio(number, client=scene.client)))
    await answer(reminder_delete.asyncio(number, client=scene.client))
    call = change_list.asyncio(client=scene.client, limit=5)
    page = cast("ChangePage", await answer(call))
    made = [
        one.id for one in page.items if one.kind == ChangeKind.DELETE and one.reminder_id == number
    ]
    text = scene.texts("delete-done", number=str(number), text=beside(found.text))
    undo = [(scene.texts("button-undo"), undo_data(made[0], scene.author))] if made else []
    return Say(text, keyboard(undo))
