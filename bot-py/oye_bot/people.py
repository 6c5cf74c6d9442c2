"""Who somebody on Telegram is to the API."""

from typing import cast

from aiogram.types import User
from oye_client.api.identity import identity_ensure
from oye_client.models.identity import Identity
from oye_client.models.identity_new import IdentityNew

from oye_bot.api import Api, ApiProblem, answer
from oye_bot.guess import locale_of, zone_guess
from oye_bot.length import clean

LONGEST_NAME = 100


async def ensure_person(api: Api, user: User) -> Identity:
    """The person of a Telegram user, made where there is none, with their private chat.

    Raises ApiProblem and ApiAway.
    """
    zone = zone_guess(user.language_code)
    try:
        return await _ensure(api, user, zone)
    except ApiProblem as problem:
        if zone == "UTC" or problem.status == 409:
            raise
        # The database may know fewer zones than we do; better in UTC than not at all.
        return await _ensure(api, user, "UTC")


async def _ensure(api: Api, user: User, zone: str) -> Identity:
    body = IdentityNew(
        chat_id=str(user.id),
        name=clean(user.full_name)[:LONGEST_NAME] or None,
        locale=locale_of(user.language_code),
        timezone=zone,
    )
    call = identity_ensure.asyncio(client=api.acting_for(user.id), body=body)
    return cast("Identity", await answer(call))
