"""Handlers through the real dispatcher, with a session that records instead of sending."""

import asyncio
import io
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import AnswerCallbackQuery, GetMe, SendMessage, TelegramMethod
from aiogram.types import Message, Update, User
from oye_bot.api import Api
from oye_bot.dispatcher import UPDATES, make_dispatcher
from oye_bot.handling import Again, make_attempt
from oye_bot.log import log_to
from oye_bot.metrics import Metrics

ME = User(id=1, is_bot=True, first_name="Oye", username="oye_bot")
ANN = {"id": 7, "is_bot": False, "first_name": "Ann", "language_code": "es"}
PRIVATE = {"id": 7, "type": "private"}
NOBODY = "http://127.0.0.1:9"  # the discard port: no API answers there


class Recording(BaseSession):
    """Keeps what would be sent, and answers as Telegram would."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[TelegramMethod[Any]] = []

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[Any],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's signature
    ) -> Any:
        if isinstance(method, GetMe):
            return ME
        self.sent.append(method)
        if isinstance(method, SendMessage):
            return Message.model_validate({"message_id": 99, "date": 0, "chat": PRIVATE})
        return True

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(self, *_args: Any, **_options: Any) -> AsyncGenerator[bytes, None]:
        yield b""


def handled(**content: object) -> list[TelegramMethod[Any]]:
    """What one update makes the bot send while no API is there."""

    async def feed() -> list[TelegramMethod[Any]]:
        session, api, log = Recording(), Api(NOBODY, "oye_x"), log_to(io.StringIO(), "json")
        bot = Bot("1:x", session=session)
        update = Update.model_validate({"update_id": 5, **content}, context={"bot": bot})
        try:
            await make_attempt(bot, make_dispatcher(api, log), log, Metrics())(update)
        finally:
            await api.close()
        return session.sent

    return asyncio.run(feed())


def message(**content: object) -> dict[str, object]:
    return {"message": {"message_id": 3, "date": 0, "from": ANN, "chat": PRIVATE, **content}}


def pressed(data: str) -> dict[str, object]:
    query = {"id": "1", "from": ANN, "chat_instance": "x", "data": data}
    return {"callback_query": {**query, **message()}}


def test_help_is_said_in_the_language_of_the_app_without_any_api() -> None:
    [sent] = handled(**message(text="/help"))
    assert isinstance(sent, SendMessage)
    assert "Escribe qué te recuerdo" in sent.text
    assert sent.reply_markup is None


def test_what_needs_the_api_is_to_come_again_while_that_is_away() -> None:
    for content in (message(text="call mum tomorrow"), pressed("d:" + "0" * 32)):
        with pytest.raises(Again) as caught:
            handled(**content)
        assert not caught.value.counts


@pytest.mark.parametrize(
    "data", ["x:1", "~nothing", "~", "d:1", "💥", "u:0", "~pick:x", "~at:later"]
)
def test_every_press_is_answered(data: str) -> None:
    answers = [one for one in handled(**pressed(data)) if isinstance(one, AnswerCallbackQuery)]
    assert len(answers) == 1
    assert answers[0].text


def test_bots_channels_and_other_kinds_are_not_answered() -> None:
    robot = {**ANN, "is_bot": True}
    channel = {"id": -100, "type": "channel"}
    assert handled(**message(text="/help", **{"from": robot})) == []
    assert handled(**message(text="/help", sender_chat=channel)) == []
    assert handled(channel_post={"message_id": 3, "date": 0, "chat": channel, "text": "x"}) == []
    assert "channel_post" not in UPDATES
