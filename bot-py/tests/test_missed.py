"""A bot that was blocked: nothing is sent, nothing is lost, and what was missed is told once."""

from datetime import timedelta

from oye_fakes.bot_api import BotApi

from .arrival import fire_once
from .conftest import SECONDS, ApiServer, Chat


def blocked_at(chat: Chat, api: ApiServer, telegram: BotApi) -> None:
    """A reminder of the chat comes due while its person has the bot blocked."""
    assert "#1 water" in chat.say("water in 5 minutes")
    telegram.block(chat.number)
    telegram.wait_until_read(SECONDS)
    api.database.clock.advance(timedelta(minutes=6))
    fire_once(api, telegram)
    found = api.ask_for(chat.number, "GET", "/v1/channels").json()["items"]
    assert [one["disabled_reason"] for one in found if one["kind"] == "telegram"] == ["bot_blocked"]


def test_whoever_lets_the_bot_in_again_is_told_what_was_missed(
    chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    blocked_at(chat, api, telegram)
    said = len(telegram.calls("sendMessage", chat=chat.number))
    telegram.unblock(chat.number)
    told = chat.hear(said + 1)
    assert "#1 water" in told
    assert "#1 water" not in chat.say("/start")


def test_start_opens_the_chat_again_and_tells_it_as_well(
    chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    blocked_at(chat, api, telegram)
    telegram.unblock(chat.number, told=False)
    assert "#1 water" in chat.say("/start")
    channels = api.ask_for(chat.number, "GET", "/v1/channels").json()["items"]
    assert all(one["enabled"] for one in channels)
