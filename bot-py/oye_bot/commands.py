"""The commands: which handler answers each, and what Telegram shows of them in each language."""

from collections.abc import Callable, Mapping
from typing import Any

from aiogram import Bot
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)

from oye_bot.catalogue import DEFAULT, Texts, languages, texts_in
from oye_bot.handlers import (
    account,
    answers,
    channels,
    groups,
    helping,
    holding,
    lists,
    quiet,
    start,
    timezone,
    undo,
)

Handlers = Mapping[str, Callable[..., Any]]

PRIVATE: Handlers = {
    "start": start.start,
    "list": lists.list_,
    "today": lists.today,
    "search": lists.search,
    "done": answers.done,
    "snooze": answers.snooze,
    "pause": holding.pause,
    "resume": holding.resume,
    "undo": undo.undo,
    "tz": timezone.timezone,
    "quiet": quiet.quiet,
    "channels": channels.channels,
    "export": account.export,
    "deleteme": account.deleteme,
    "help": helping.help_,
}
GROUP: Handlers = {"remind": groups.remind}
# Telegram shows it by itself.
UNLISTED = {"start"}


async def show_commands(bot: Bot) -> None:
    """Tell Telegram the commands, for private chats and groups, in every language there is."""
    for language in languages():
        code = None if language == DEFAULT else language
        for handlers, scope in (
            (PRIVATE, BotCommandScopeAllPrivateChats()),
            (GROUP, BotCommandScopeAllGroupChats()),
        ):
            commands = described(handlers, texts_in(language))
            await bot.set_my_commands(commands, scope=scope, language_code=code)


def described(handlers: Handlers, texts: Texts) -> list[BotCommand]:
    """The commands with a line of words each."""
    return [
        BotCommand(command=name, description=texts(f"command-{name}"))
        for name in handlers
        if name not in UNLISTED
    ]
