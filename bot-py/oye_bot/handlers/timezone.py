"""/tz, a location, and the buttons by which a zone is chosen."""

from typing import cast

from aiogram.filters import CommandObject
from aiogram.types import (
    CallbackQuery,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from oye_client.api.me import me_get
from oye_client.models.me import Me

from oye_bot.api import ApiProblem, answer
from oye_bot.guess import zone_guess
from oye_bot.menu import Pick
from oye_bot.place import areas, zones_near
from oye_bot.refusal import refusal
from oye_bot.say import Say, say, show, toast
from oye_bot.scene import Scene
from oye_bot.zones import (
    area_choice,
    city_choice,
    move_question,
    moves_to,
    set_zone,
    time_in,
    zone_choice,
    zone_question,
)

LONGEST_ZONE = 64


async def timezone(message: Message, command: CommandObject, scene: Scene) -> None:
    """`/tz` tells the zone; `/tz Europe/Madrid` shows what would move, and asks."""
    wanted = (command.args or "").strip()
    if not wanted:
        me = cast("Me", await answer(me_get.asyncio(client=scene.client)))
        await say(message, zone_question(me.timezone, scene.texts))
        return
    await say(message, await moved(wanted, scene))


async def moved(zone: str, scene: Scene) -> Say:
    """The move itself where nothing else moves by it; else the question whether it shall."""
    try:
        preview = await moves_to(scene.client, zone[:LONGEST_ZONE])
        if preview.items and preview.timezone != zone:
            return move_question(preview, zone, scene.texts)
        me = await set_zone(scene.client, zone)
    except ApiProblem as problem:
        if problem.slug == "unknown_timezone" and problem.choices:
            return zone_choice(problem.choices[:3], scene.texts, refusal(problem, scene.texts))
        return Say(refusal(problem, scene.texts))
    return Say(scene.texts("zone-is", zone=me.timezone, time=time_in(me.timezone)))


async def located(message: Message, scene: Scene) -> None:
    """A location: the zones of the nearest cities. It is looked at here and kept nowhere."""
    place = message.location
    if place is None:
        return
    likely = zone_guess(scene.user.language_code)
    zones = zones_near(place.latitude, place.longitude, likely)
    await say(message, Say(scene.texts("zone-located"), ReplyKeyboardRemove()))
    await say(message, zone_choice(zones, scene.texts, scene.texts("zone-near")))


async def pick_zone(query: CallbackQuery, pick: Pick, scene: Scene) -> None:
    """A button of the zone's questions."""
    match pick.parts:
        case ("set", zone):
            await set_by_press(query, zone, scene)
        case ("to", zone):
            what = await moved(zone, scene)
            await toast(query)
            await show(query, scene.bot, what, scene.log)
        case ("locate",):
            await toast(query)
            await ask_location(query, scene)
        case ("area", area, page) if area in areas() and page.isdigit():
            await toast(query)
            await show(query, scene.bot, city_choice(area, int(page[:3]), scene.texts), scene.log)
        case _:
            await toast(query)
            await show(query, scene.bot, area_choice(scene.texts), scene.log)


async def set_by_press(query: CallbackQuery, zone: str, scene: Scene) -> None:
    """The zone is set; what it did is told in the message."""
    me = await set_zone(scene.client, zone)
    told = scene.texts("zone-is", zone=me.timezone, time=time_in(me.timezone))
    await toast(query, told)
    await show(query, scene.bot, Say(f"{told}\n\n{scene.texts('zone-then')}"), scene.log)


async def ask_location(query: CallbackQuery, scene: Scene) -> None:
    """A button that sends the location can only stand in place of the keyboard."""
    if query.message is None:
        return
    button = KeyboardButton(text=scene.texts("button-location"), request_location=True)
    await scene.bot.send_message(
        query.message.chat.id,
        scene.texts("zone-location"),
        reply_markup=ReplyKeyboardMarkup(
            keyboard=[[button]], resize_keyboard=True, one_time_keyboard=True
        ),
    )
