"""/channels: where the person is reached."""

from typing import cast

from aiogram.types import Message
from oye_client.api.channel import channel_list
from oye_client.models.channel import Channel
from oye_client.models.channel_kind import ChannelKind
from oye_client.models.channel_page import ChannelPage

from oye_bot.api import answer
from oye_bot.length import LONGEST, beside, fit
from oye_bot.say import Say, say
from oye_bot.scene import Scene


async def channels(message: Message, scene: Scene) -> None:
    """A line for each, with what became of it."""
    page = cast("ChannelPage", await answer(channel_list.asyncio(client=scene.client)))
    here = str(message.chat.id)
    lines = [channel_line(one, here, scene) for one in page.items]
    text = "\n".join([scene.texts("channels"), *lines, "", scene.texts("channels-more")])
    await say(message, Say(fit(text, LONGEST)))


def channel_line(channel: Channel, here: str, scene: Scene) -> str:
    """`✔ Telegram (this chat) – the usual one`."""
    texts = scene.texts
    name = texts(f"channel-{channel.kind}")
    if channel.kind == ChannelKind.TELEGRAM and channel.address == here:
        name = texts("channel-here")
    elif channel.label or channel.address:
        name = f"{name} {beside(channel.label or channel.address or '')}"
    notes = [texts("channel-default")] if channel.is_default else []
    if not channel.enabled:
        notes.append(texts("channel-off", reason=beside(channel.disabled_reason or "…")))
    sign = "✔" if channel.enabled else "✖"
    return f"{sign} {name}" + (f" – {', '.join(notes)}" if notes else "")
