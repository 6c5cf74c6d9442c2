"""/quiet: hours in which nothing is told, or told without a sound."""

from typing import cast

from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message
from oye_client.api.me import me_get, me_update
from oye_client.models.me import Me
from oye_client.models.me_patch import MePatch
from oye_client.models.quiet import Quiet
from oye_client.models.quiet_mode import QuietMode

from oye_bot.api import answer
from oye_bot.keyboard import keyboard
from oye_bot.menu import Pick, pick_data
from oye_bot.quiet import OFF, Hours, read_hours
from oye_bot.say import Say, say, show, toast
from oye_bot.scene import Scene

USUAL = ("22:00", "07:00")


async def quiet(message: Message, command: CommandObject, scene: Scene) -> None:
    """`/quiet 22:00-07:00`, with `silent` behind it; `/quiet off`; alone it tells the hours."""
    words = (command.args or "").strip().lower()
    if not words:
        await say(message, await quiet_now(scene))
        return
    hours = read_hours(words)
    if hours is None and words not in OFF:
        await say(message, Say(scene.texts("quiet-usage")))
        return
    await say(message, quiet_text(await set_quiet(hours, scene), scene))


async def set_quiet(hours: Hours | None, scene: Scene) -> Me:
    """Keep these hours from now on, or none."""
    wanted = None
    if hours is not None:
        mode = QuietMode.SILENT if hours.silent else QuietMode.DEFER
        wanted = Quiet(from_=hours.start, until=hours.end, mode=mode)
    call = me_update.asyncio(client=scene.client, body=MePatch(quiet=wanted))
    return cast("Me", await answer(call))


async def quiet_now(scene: Scene) -> Say:
    """The hours, and buttons for the usual ones."""
    return quiet_text(cast("Me", await answer(me_get.asyncio(client=scene.client))), scene)


def quiet_text(me: Me, scene: Scene) -> Say:
    """Which hours are kept, and what else may be."""
    texts, found = scene.texts, me.quiet
    if isinstance(found, Quiet):
        mode = "silent" if found.mode == QuietMode.SILENT else "defer"
        words = texts(f"quiet-{mode}", start=found.from_, end=found.until)
        other = "defer" if mode == "silent" else "silent"
        start, end = found.from_, found.until
        buttons = [
            (texts(f"button-quiet-{other}"), quiet_data(other, start, end)),
            (texts("button-quiet-off"), pick_data("quiet", "off")),
        ]
        return Say(f"{words}\n\n{texts('quiet-usage')}", keyboard(buttons))
    usual = (texts("button-quiet-usual"), quiet_data("defer", *USUAL))
    return Say(f"{texts('quiet-none')}\n\n{texts('quiet-usage')}", keyboard([usual]))


def quiet_data(mode: str, start: str, end: str) -> str:
    """The data of a button that sets hours; a time as four digits."""
    return pick_data("quiet", mode, start.replace(":", ""), end.replace(":", ""))


async def pick_quiet(query: CallbackQuery, pick: Pick, scene: Scene) -> None:
    """A button under the hours."""
    hours = None
    if len(pick.parts) == 3:
        mode, start, end = pick.parts
        hours = read_hours(
            f"{start[:2]}:{start[2:]}-{end[:2]}:{end[2:]} {mode}".replace(" defer", "")
        )
    if hours is None and pick.parts != ("off",):
        await toast(query, scene.texts("button-old"))
        return
    what = quiet_text(await set_quiet(hours, scene), scene)
    await toast(query)
    await show(query, scene.bot, what, scene.log)
