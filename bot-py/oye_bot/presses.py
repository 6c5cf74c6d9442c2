"""Which handler a pressed button goes to."""

from collections.abc import Awaitable, Callable

from aiogram.types import CallbackQuery

from oye_bot.callback import Edit, Join, Undo, read_numbered, read_press
from oye_bot.handlers.account import pick_deleteme
from oye_bot.handlers.answers import pick_done
from oye_bot.handlers.cards import press_card
from oye_bot.handlers.editing import press_edit
from oye_bot.handlers.groups import press_join
from oye_bot.handlers.holding import pick_holding
from oye_bot.handlers.lists import pick_list
from oye_bot.handlers.login import answer_login
from oye_bot.handlers.opened import pick_act, pick_open
from oye_bot.handlers.questions import pick_answer
from oye_bot.handlers.quiet import pick_quiet
from oye_bot.handlers.timezone import pick_zone
from oye_bot.handlers.undo import press_undo
from oye_bot.menu import Pick, read_pick
from oye_bot.say import show_buttons, toast
from oye_bot.scene import Scene

# Menus that are about the one who presses, and stand in private chats only.
PRIVATE: dict[str, Callable[[CallbackQuery, Pick, Scene], Awaitable[None]]] = {
    "act": pick_act,
    "deleteme": pick_deleteme,
    "done": pick_done,
    "list": pick_list,
    "login": answer_login,
    "open": pick_open,
    "pause": pick_holding,
    "quiet": pick_quiet,
    "resume": pick_holding,
    "search": pick_list,
    "zone": pick_zone,
}
QUESTIONS = {"at", "pick", "type"}


async def pressed(query: CallbackQuery, scene: Scene) -> None:
    """Do what the button says. Whatever it is, its waiting is ended."""
    data = query.data or ""
    press = read_press(data)
    numbered = None if press else read_numbered(data)
    if press is not None:
        await press_card(query, press, scene)
    elif isinstance(numbered, Join):
        await press_join(query, numbered, scene)
    elif isinstance(numbered, Undo):
        await press_undo(query, numbered, scene)
    elif isinstance(numbered, Edit):
        await press_edit(query, numbered, scene)
    else:
        await picked(query, read_pick(data), scene)


async def picked(query: CallbackQuery, pick: Pick | None, scene: Scene) -> None:
    """A button of the bot's own menus, or of none that this version knows."""
    private = query.message is None or query.message.chat.type == "private"
    if pick is not None and pick.word in QUESTIONS:
        await pick_answer(query, pick, scene)
    elif pick is not None and pick.word in PRIVATE and private:
        await PRIVATE[pick.word](query, pick, scene)
    elif pick is not None and pick.word == "no":
        await toast(query, scene.texts("as-it-was"))
        await show_buttons(query, scene.bot, None, scene.log)
    else:
        scene.log("unknown_button", letter=(query.data or " ")[0])
        await toast(query, scene.texts("button-other"))
