"""/start: a greeting, the zone to be confirmed, and what a deep link asks for."""

from aiogram.filters import CommandObject
from aiogram.types import Message
from oye_client.models.identity import Identity

from oye_bot.handlers.link import link
from oye_bot.handlers.login import LOGIN, ask_login
from oye_bot.missed import missed_text
from oye_bot.people import ensure_person
from oye_bot.say import Say, say
from oye_bot.scene import Scene
from oye_bot.zones import zone_question


async def start(message: Message, command: CommandObject, scene: Scene) -> None:
    """Makes or finds the person. A code joins this chat to who asked for it, or signs a CLI in."""
    words = (command.args or "").strip()
    if words.startswith(LOGIN):
        await ask_login(message, words.removeprefix(LOGIN), scene)
        return
    if words:
        await link(message, words, scene)
        return
    person = await ensure_person(scene.api, scene.user)
    await say(message, greeting(person, scene))


def greeting(person: Identity, scene: Scene) -> Say:
    """Hello; is this your zone? Who comes back is told what was missed meanwhile."""
    hello = scene.texts("hello")
    if person.created:
        question = zone_question(person.timezone, scene.texts)
        return Say(f"{hello}\n\n{question.text}", question.markup)
    if person.missed_count:
        return Say(missed_text(person, scene.texts))
    return Say(f"{hello}\n\n{scene.texts('hello-zone', zone=person.timezone)}")
