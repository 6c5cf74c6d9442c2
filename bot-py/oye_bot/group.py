"""In a group: for whom the bot acts, and where the group's reminders are told."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Chat, Message
from oye_client import AuthenticatedClient
from oye_client.api.channel import channel_ensure, channel_list
from oye_client.api.reminder import reminder_get
from oye_client.models.channel import Channel
from oye_client.models.channel_page import ChannelPage
from oye_client.models.group_channel import GroupChannel
from oye_client.models.reminder import Reminder

from oye_bot.address import address_of
from oye_bot.api import answer
from oye_bot.length import clean
from oye_bot.scene import Scene

# The last part of a question in a group: whose it is (`a`: for the author or an admin to answer,
# `f`: for anyone there).
AUTHOR = re.compile(r"([af])([1-9][0-9]{0,15})", re.ASCII)
LONGEST_LABEL = 100
MAY_REMOVE = (ChatMemberStatus.CREATOR, ChatMemberStatus.ADMINISTRATOR)


async def is_admin(scene: Scene, chat: Chat) -> bool:
    """Whether the one who speaks may remove what others wrote in the group."""
    try:
        member = await scene.bot.get_chat_member(chat.id, scene.user.id)
    except TelegramAPIError:
        return False
    return member.status in MAY_REMOVE


async def scene_for(scene: Scene, author: int | None, chat: Chat) -> Scene | None:
    """The scene in which the bot acts for the author: for who is that, or the group's admin.

    None for others. In a private chat everybody acts for themselves.
    """
    if chat.type == ChatType.PRIVATE or author in (None, scene.user.id):
        return scene
    if author is None or not await is_admin(scene, chat):
        return None
    return acting_for(scene, author)


def acting_for(scene: Scene, author: int) -> Scene:
    """The scene with the author's client: what is done is bound to the group by its address."""
    return replace(scene, client=scene.api.acting_for(author), author=author)


async def author_scene(scene: Scene, last: Sequence[str], chat: Chat) -> Scene | None:
    """As scene_for, for the author whom a question names in its last part, if it does."""
    match = AUTHOR.fullmatch(last[0]) if last else None
    if match and match[1] == "f" and chat.type != ChatType.PRIVATE:
        return acting_for(scene, int(match[2]))
    return await scene_for(scene, int(match[2]) if match else None, chat)


def author_part(scene: Scene) -> tuple[str, ...]:
    """What a question says of its author: nothing in a private chat."""
    return (f"a{scene.author}",) if scene.author else ()


async def group_channels(scene: Scene, chat: Chat, message: Message) -> tuple[int, ...]:
    """The channel of a group or topic, made where there is none; none for a private chat."""
    if chat.type == ChatType.PRIVATE:
        return ()
    label = clean(chat.title or "")[:LONGEST_LABEL]
    body = GroupChannel(address=address_of(chat, message), label=label or "group")
    channel = cast("Channel", await answer(channel_ensure.asyncio(client=scene.client, body=body)))
    return (channel.id,)


def group_address(chat: Chat, message: Message | None) -> str | None:
    """What binds a call to the group; None in a private chat, where everybody is alone."""
    return None if chat.type == ChatType.PRIVATE else address_of(chat, message)


async def told_here(client: AuthenticatedClient, number: int, address: str) -> bool:
    """Whether a reminder is told in this group: data of a button may name any number."""
    reminder = cast("Reminder", await answer(reminder_get.asyncio(number, client=client)))
    page = cast("ChannelPage", await answer(channel_list.asyncio(client=client)))
    here = {one.id for one in page.items if one.address == address}
    return bool(here & set(reminder.channels or ()))
