"""Commands about reminders that are there: /list, /done, /snooze."""

import re
from typing import cast

from aiogram.filters import CommandObject
from aiogram.types import Message, User
from oye_client.api.occurrence import occurrence_done, occurrence_snooze
from oye_client.api.reminder import reminder_list
from oye_client.models.done import Done
from oye_client.models.occurrence import Occurrence
from oye_client.models.reminder_page import ReminderPage
from oye_client.models.snooze import Snooze

from oye_bot import texts
from oye_bot.api import Api, answer
from oye_bot.moment import now

NUMBER = r"#?([1-9][0-9]{0,8})"
AT_ONCE = 40


async def list_(message: Message, user: User, api: Api) -> None:
    """What is to come, soonest first."""
    call = reminder_list.asyncio(client=api.acting_for(user.id), limit=AT_ONCE)
    page = cast("ReminderPage", await answer(call))
    more = page.next_cursor is not None
    await message.answer(
        texts.listed(page.items, now(), more=more) if page.items else texts.NOTHING
    )


async def done(message: Message, command: CommandObject, user: User, api: Api) -> None:
    """`/done 12`."""
    match = re.fullmatch(NUMBER, (command.args or "").strip(), re.ASCII)
    if not match:
        await message.answer(texts.USAGE_DONE)
        return
    call = occurrence_done.asyncio(int(match[1]), client=api.acting_for(user.id), body=Done())
    occurrence = cast("Occurrence", await answer(call))
    await message.answer(texts.answered_line(occurrence, now()))


async def snooze(message: Message, command: CommandObject, user: User, api: Api) -> None:
    """`/snooze 12 10m`, `/snooze 12 tomorrow 9am`."""
    match = re.fullmatch(NUMBER + r"\s+(\S.{0,199})", (command.args or "").strip(), re.ASCII)
    if not match:
        await message.answer(texts.USAGE_SNOOZE)
        return
    call = occurrence_snooze.asyncio(
        int(match[1]), client=api.acting_for(user.id), body=Snooze(when=match[2])
    )
    occurrence = cast("Occurrence", await answer(call))
    await message.answer(texts.answered_line(occurrence, now()))
