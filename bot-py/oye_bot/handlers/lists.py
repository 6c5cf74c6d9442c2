"""/list, /today, /search: what is to come, a page at a time, each reminder a press away."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from oye_client.models.reminder import Reminder

from oye_bot.keyboard import in_rows, keyboard
from oye_bot.length import beside, clean
from oye_bot.listing import (
    PAGE,
    Page,
    list_line,
    number_buttons,
    page_buttons,
    reminder_page,
    reminders,
)
from oye_bot.menu import Pick
from oye_bot.moment import now, zone_of
from oye_bot.question import Question, asked, read_question
from oye_bot.say import Say, say, show, toast
from oye_bot.scene import Scene

LONGEST_SEARCH = 100
# So many of the soonest are looked through for today's.
SOONEST = 400


async def list_(message: Message, scene: Scene) -> None:
    """What is to come, soonest first; what waits for an answer before that."""
    await say(message, await list_page(0, scene))


async def list_page(number: int, scene: Scene) -> Say:
    """A page of the list."""
    page = await reminder_page(scene.client, number)
    if not page.items:
        return Say(f"{scene.texts('list-nothing')}\n\n{scene.texts('examples')}")
    return Say(lines_of(page, scene), buttons_of("list", page))


def lines_of(page: Page, scene: Scene) -> str:
    """A line each."""
    present = now()
    return "\n".join(list_line(one, present, scene.texts) for one in page.items)


def buttons_of(word: str, page: Page) -> InlineKeyboardMarkup | None:
    """A number each, and the ways to the pages beside."""
    numbers = in_rows(number_buttons(page.items), PAGE // 2)
    return keyboard(*numbers, page_buttons(word, page))


async def pick_list(query: CallbackQuery, pick: Pick, scene: Scene) -> None:
    """Another page of the list, or of what was searched for."""
    number = int(pick.parts[0][:4]) if pick.parts and pick.parts[0].isdigit() else 0
    words = searched(query, scene.bot.id) if pick.word == "search" else ""
    what = await (search_page(words, number, scene) if words else list_page(number, scene))
    await toast(query)
    await show(query, scene.bot, what, scene.log)


async def today(message: Message, scene: Scene) -> None:
    """What comes until midnight, and what waits."""
    found = await reminders(scene.client, SOONEST)
    items = todays(found, now())
    if not items:
        await say(message, Say(scene.texts("today-nothing")))
        return
    page = Page(items[: 5 * PAGE], 0, more=False)
    buttons = keyboard(*in_rows(number_buttons(items[: 2 * PAGE]), PAGE // 2))
    await say(message, Say(lines_of(page, scene), buttons))


def todays(found: Sequence[Reminder], present: datetime) -> list[Reminder]:
    """Those that wait, and those that come before the midnight of their own zone."""
    return [
        one
        for one in found
        if one.waiting_since
        or (one.next_occurrence and one.next_occurrence < midnight(present, one.timezone))
    ]


def midnight(present: datetime, zone: str) -> datetime:
    """The end of today on the clock of a zone."""
    local = present.astimezone(zone_of(zone))
    return (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


async def search(message: Message, command: CommandObject, scene: Scene) -> None:
    """`/search milk`."""
    words = clean(command.args or "").strip()[:LONGEST_SEARCH]
    if not words:
        await say(message, Say(scene.texts("search-usage")))
        return
    await say(message, await search_page(words, 0, scene))


async def search_page(words: str, number: int, scene: Scene) -> Say:
    """A page of what was found. It holds the words, for the next page's button."""
    page = await reminder_page(scene.client, number, q=words)
    if not page.items:
        return Say(scene.texts("search-nothing", words=beside(words)))
    head = asked(Question("search", (), (words,)), scene.texts("search-found"), await scene.name())
    text = f"{head.text}\n\n{lines_of(page, scene)}"
    return Say(text, buttons_of("search", page), head.entities)


def searched(query: CallbackQuery, bot: int) -> str:
    """The words that the message of a pressed button searched for; nothing where it didn't."""
    message = query.message
    question = read_question(message, bot) if isinstance(message, Message) else None
    return question.quotes[0] if question and question.word == "search" and question.quotes else ""
