"""The bot was let in again, or taken into a group (my_chat_member)."""

from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import ChatMemberUpdated

from oye_bot.api import ApiProblem
from oye_bot.missed import missed_text
from oye_bot.people import ensure_person
from oye_bot.scene import Scene

GONE = (ChatMemberStatus.LEFT, ChatMemberStatus.KICKED)


async def changed(event: ChatMemberUpdated, scene: Scene) -> None:
    """Whoever lets the bot in again is told what was missed meanwhile; a group, what it does."""
    before, after = event.old_chat_member.status, event.new_chat_member.status
    if after in GONE or before not in GONE:
        return
    if event.chat.type == ChatType.PRIVATE:
        await let_in(event, scene)
    elif event.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP):
        await scene.bot.send_message(event.chat.id, scene.texts("hello-group"))


async def let_in(event: ChatMemberUpdated, scene: Scene) -> None:
    """The chat is a channel again."""
    try:
        person = await ensure_person(scene.api, scene.user)
    except ApiProblem as problem:
        scene.log("not_let_in", slug=problem.slug)
        return
    if person.missed_count:
        await scene.bot.send_message(event.chat.id, missed_text(person, scene.texts))
