"""Which handler answers what, and what happens around each of them."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Dispatcher, F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command
from aiogram.types import (
    CallbackQuery,
    Chat,
    ChatMemberUpdated,
    Message,
    TelegramObject,
    User,
)

from oye_bot.api import Api, ApiProblem
from oye_bot.catalogue import texts_for
from oye_bot.commands import GROUP, PRIVATE
from oye_bot.handlers import edits, groups, helping, membership, timezone, words
from oye_bot.log import Log
from oye_bot.people import ensure_person
from oye_bot.presses import pressed
from oye_bot.refusal import STRANGER, refusal
from oye_bot.say import Say, say, toast
from oye_bot.scene import Scene

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}


def make_dispatcher(api: Api, log: Log) -> Dispatcher:
    """The bot's dispatcher: feed it updates of the kinds UPDATES.

    Feeding raises ApiAway where the same update is to be fed again, and whatever else is a fault.
    """
    dispatcher = Dispatcher(disable_fsm=True, api=api, log=log)
    for observer in (
        dispatcher.message,
        dispatcher.edited_message,
        dispatcher.callback_query,
        dispatcher.my_chat_member,
    ):
        observer.outer_middleware(in_scene)
        observer.middleware(explained)
    dispatcher.callback_query.register(pressed)
    dispatcher.my_chat_member.register(membership.changed)
    dispatcher.include_routers(private_router(), group_router())
    return dispatcher


def private_router() -> Router:
    """What is said in a chat with one person."""
    router = Router(name="private")
    router.message.filter(F.chat.type == ChatType.PRIVATE)
    router.edited_message.filter(F.chat.type == ChatType.PRIVATE)
    router.message.register(words.forwarded, F.forward_origin)
    for name, handler in PRIVATE.items():
        router.message.register(handler, Command(name, ignore_case=True))
    router.message.register(helping.unknown_command, F.text.startswith("/"))
    router.message.register(words.private_words, F.text)
    router.message.register(timezone.located, F.location)
    router.message.register(words.forwarded, F.content_type.in_(words.TOLD))
    router.edited_message.register(edits.edited, F.text | F.caption)
    return router


def group_router() -> Router:
    """What little is answered where several people talk."""
    router = Router(name="group")
    router.message.filter(F.chat.type.in_(GROUPS))
    for name, handler in GROUP.items():
        router.message.register(handler, Command(name, ignore_case=True))
    router.message.register(groups.group_words, F.text)
    return router


async def in_scene(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Passes on what one person did as themselves; bots and channels are not answered."""
    if not isinstance(event, Message | CallbackQuery | ChatMemberUpdated):
        return None
    user = event.from_user
    if user is None or user.is_bot or getattr(event, "sender_chat", None) is not None:
        return None
    chat = event.message.chat if isinstance(event, CallbackQuery) and event.message else None
    chat = event.chat if not isinstance(event, CallbackQuery) else chat
    return await handler(event, {**data, "scene": scene_of(user, chat, data)})


def scene_of(user: User, chat: Chat | None, data: dict[str, Any]) -> Scene:
    """Who speaks, and everything that a handler needs."""
    api: Api = data["api"]
    return Scene(
        bot=data["bot"],
        api=api,
        log=data["log"],
        user=user,
        texts=texts_for(user.language_code),
        client=api.acting_for(user.id),
        key=f"tg:{data['event_update'].update_id}",
        author=user.id if chat is not None and chat.type in GROUPS else None,
    )


async def explained(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Tells what the API refuses; makes the person of a private chat where there is none yet."""
    scene: Scene = data["scene"]
    try:
        try:
            return await handler(event, data)
        except ApiProblem as problem:
            if problem.slug != STRANGER or scene.author is not None:
                raise
            await ensure_person(scene.api, scene.user)
            return await handler(event, data)
    except ApiProblem as problem:
        known = problem.slug != STRANGER
        text = refusal(problem, scene.texts) if known else scene.texts("not-met")
        if isinstance(event, CallbackQuery):
            return await toast(event, text)
        if isinstance(event, Message):
            return await say(event, Say(text))
        return None
