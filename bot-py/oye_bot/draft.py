"""A reminder that is about to be stored, and the call that stores it."""

from dataclasses import dataclass
from typing import cast

from oye_client import AuthenticatedClient
from oye_client.api.reminder import reminder_create
from oye_client.models.reminder import Reminder
from oye_client.models.reminder_new import ReminderNew
from oye_client.types import UNSET

from oye_bot.api import answer


@dataclass(frozen=True)
class Draft:
    """`when` as words, where they don't stand in the text. `key` is the same where it is repeated.

    `source` is where it was said, `reference` the message that it is about.
    """

    text: str
    key: str
    when: str | None = None
    chosen: tuple[str, ...] = ()
    source: str | None = None
    reference: str | None = None
    channels: tuple[int, ...] = ()


async def store(client: AuthenticatedClient, draft: Draft) -> Reminder:
    """The reminder as stored, once for each key. Raises ApiProblem and ApiAway."""
    body = ReminderNew(
        text=draft.text,
        when=draft.when or UNSET,
        chosen=list(draft.chosen) or UNSET,
        channels=list(draft.channels) or UNSET,
        source=draft.source or UNSET,
        reference=draft.reference or UNSET,
    )
    call = reminder_create.asyncio(client=client, body=body, idempotency_key=draft.key)
    return cast("Reminder", await answer(call))
