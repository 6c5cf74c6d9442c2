"""Free text becomes a reminder."""

from typing import cast

from aiogram.types import Message, User
from oye_client.api.reminder import reminder_create
from oye_client.models.reminder import Reminder
from oye_client.models.reminder_new import ReminderNew

from oye_bot import texts
from oye_bot.api import Api, ApiProblem, answer
from oye_bot.moment import now


async def remind(message: Message, text: str, user: User, api: Api, update_id: int) -> None:
    """Store what was said and echo how it was understood; or say why not.

    An update that comes twice has the same key, so that it is stored once.
    """
    try:
        call = reminder_create.asyncio(
            client=api.acting_for(user.id),
            body=ReminderNew(text=text),
            idempotency_key=f"tg:{update_id}",
        )
        reminder = cast("Reminder", await answer(call))
    except ApiProblem as problem:
        if problem.slug == "identity_not_found":
            raise
        await message.answer(texts.refused(problem.detail, problem.choices))
        return
    await message.answer(texts.stored(reminder, now()))
