"""Reminders as lines of a list, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from oye_client import AuthenticatedClient
from oye_client.api.reminder import reminder_list
from oye_client.models.reminder import Reminder
from oye_client.models.reminder_page import ReminderPage
from oye_client.models.reminder_state import ReminderState
from oye_client.types import UNSET

from oye_bot.api import answer
from oye_bot.catalogue import Texts
from oye_bot.keyboard import Button
from oye_bot.length import beside, fit
from oye_bot.menu import pick_data
from oye_bot.moment import relative, short

PAGE = 8
AT_ONCE = 200
# Beyond so many pages nobody presses.
LAST_PAGE = 249


@dataclass(frozen=True)
class Page:
    """Some reminders, and whether others stand before and after them."""

    items: Sequence[Reminder]
    number: int
    more: bool


async def reminder_page(
    client: AuthenticatedClient,
    number: int,
    q: str | None = None,
    state: ReminderState | None = None,
) -> Page:
    """A page of the person's reminders, soonest first; the last one where that lies beyond it."""
    number = min(max(number, 0), LAST_PAGE)
    items = await reminders(client, (number + 1) * PAGE + 1, q, state)
    number = min(number, max(len(items) - 1, 0) // PAGE)
    shown = items[number * PAGE : (number + 1) * PAGE]
    return Page(shown, number, len(items) > (number + 1) * PAGE)


async def reminders(
    client: AuthenticatedClient,
    most: int,
    q: str | None = None,
    state: ReminderState | None = None,
    source: str | None = None,
) -> list[Reminder]:
    """The first so many of the person's reminders."""
    found: list[Reminder] = []
    cursor: str | None = None
    while len(found) < most:
        call = reminder_list.asyncio(
            client=client,
            q=q or UNSET,
            state=state or UNSET,
            source=source or UNSET,
            limit=min(AT_ONCE, most - len(found)),
            cursor=cursor or UNSET,
        )
        page = cast("ReminderPage", await answer(call))
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    return found


def list_line(reminder: Reminder, present: datetime, texts: Texts) -> str:
    """One reminder: number, text, and when, or why not."""
    zone, notes = reminder.timezone, []
    if reminder.waiting_since:
        time = short(reminder.waiting_since, zone, present, texts)
        notes.append(texts("list-waiting", time=time))
    if reminder.snoozed_until:
        notes.append(texts("list-again", time=short(reminder.snoozed_until, zone, present, texts)))
    if reminder.state == ReminderState.PAUSED:
        notes.append(texts("list-paused"))
    elif reminder.state == ReminderState.INVALID:
        notes.append(texts("list-invalid", reason=fit(str(reminder.state_reason), 200)))
    elif reminder.next_occurrence:
        at = reminder.next_occurrence
        notes.append(f"{short(at, zone, present, texts)} ({relative(at, present, texts)})")
    return f"#{reminder.id} {beside(reminder.text)} – {', '.join(notes) or '…'}"


def number_buttons(items: Sequence[Reminder]) -> list[Button]:
    """A button for each reminder, which opens it."""
    return [(f"#{one.id}", pick_data("open", one.id)) for one in items]


def page_buttons(word: str, page: Page) -> list[Button]:
    """[‹] [›], where there is something."""
    buttons = []
    if page.number > 0:
        buttons.append(("‹", pick_data(word, page.number - 1)))
    if page.more:
        buttons.append(("›", pick_data(word, page.number + 1)))
    return buttons
