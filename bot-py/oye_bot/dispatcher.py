"""Which handler answers what, and what happens around each of them."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Dispatcher, F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command
from aiogram.types import Message, TelegramObject

from oye_bot import texts
from oye_bot.api import Api, ApiProblem
from oye_bot.handlers import buttons, chats, reminders, start, zone
from oye_bot.log import Log
from oye_bot.people import ensure_person

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

COMMANDS: dict[str, Callable[..., Any]] = {
    "start": start.start,
    "help": start.help_,
    "list": reminders.list_,
    "done": reminders.done,
    "snooze": reminders.snooze,
    "tz": zone.zone,
}
UPDATES = ["message", "callback_query"]


def make_dispatcher(api: Api, log: Log) -> Dispatcher:
    """The bot's dispatcher: feed it updates of the kinds UPDATES.

    Feeding raises ApiAway where the same update is to be fed again, and whatever else is a fault.
    """
    private = Router(name="private")
    private.message.filter(F.chat.type == ChatType.PRIVATE)
    for name, handler in COMMANDS.items():
        private.message.register(handler, Command(name, ignore_case=True))
    private.message.register(chats.unknown_command, F.text.startswith("/"))
    private.message.register(chats.private_text, F.text)
    private.message.register(chats.no_text, F.content_type.in_(chats.SENT))

    group = Router(name="group")
    group.message.filter(F.chat.type.in_({ChatType.GROUP, ChatType.SUPERGROUP}))
    group.message.register(chats.group_text, F.text)

    dispatcher = Dispatcher(disable_fsm=True, api=api, log=log)
    dispatcher.message.outer_middleware(from_a_person)
    dispatcher.message.middleware(explained)
    dispatcher.callback_query.register(buttons.pressed)
    dispatcher.include_routers(private, group)
    return dispatcher


async def from_a_person(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Passes on what one person said as themselves; bots and channels are not answered."""
    if not isinstance(event, Message) or event.sender_chat is not None:
        return None
    if event.from_user is None or event.from_user.is_bot:
        return None
    return await handler(event, {**data, "user": event.from_user})


async def explained(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Tells what the API refuses in the API's words; makes the person where there is none yet."""
    api: Api = data["api"]
    message: Message = data["event_update"].message
    try:
        try:
            return await handler(event, data)
        except ApiProblem as problem:
            if problem.slug != "identity_not_found" or message.chat.type != ChatType.PRIVATE:
                raise
            await ensure_person(api, data["user"])
            return await handler(event, data)
    except ApiProblem as problem:
        return await message.answer(texts.told(problem.detail))
