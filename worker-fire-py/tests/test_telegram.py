"""The Telegram channel against the fake Bot API server."""

import asyncio
import json
from collections.abc import Callable

from oye_fakes.behaviour import Cut, Hold, bad_gateway, refusal
from oye_fakes.bot_api import BotApi
from oye_fire.channels.telegram import Chat, Telegram, read_chat
from oye_fire.config import Config
from oye_fire.delivery import Delivery, Report
from oye_fire.transport import open_session

Make = Callable[..., Delivery]
Settings = Callable[..., Config]


def send(config: Config, *deliveries: Delivery, timeout: float = 5) -> list[Report]:
    """The reports of one bot that sends these one after the other."""

    async def run() -> list[Report]:
        async with open_session(keep_connections=True) as session:
            channel = Telegram(config, session, timeout)
            return [await channel.send((delivery,)) for delivery in deliveries]

    return asyncio.run(run())


def bot(config: Settings, telegram: BotApi) -> Config:
    return config(OYE_TELEGRAM_TOKEN=telegram.token, OYE_TELEGRAM_API_URL=telegram.url)


def test_a_text_arrives_in_its_very_bytes_with_its_buttons(
    config: Settings, delivery: Make, telegram: BotApi
) -> None:
    text = "<b>*_[`~> \\ 🎂 ñ"
    [report] = send(bot(config, telegram), delivery(text=text))
    [call] = telegram.calls("sendMessage", chat=7)
    assert f'"text": "⏰ {text} · due 11:30"'.replace("\\", "\\\\").encode() in call.body
    assert "parse_mode" not in json.loads(call.body)
    [message] = telegram.messages(7)
    assert message["text"] == f"⏰ {text} · due 11:30"
    assert report == Report("sent", provider_id=str(message["message_id"]))
    assert [len(row) for row in message["reply_markup"]["inline_keyboard"]] == [3, 3]


def test_a_lone_surrogate_does_not_stop_a_reminder(
    config: Settings, delivery: Make, telegram: BotApi
) -> None:
    [report] = send(bot(config, telegram), delivery(text="a\ud800b"))
    assert report.outcome == "sent"
    assert telegram.messages(7)[0]["text"] == "⏰ a?b · due 11:30"


def test_a_topic_that_is_gone_gets_it_once_more_without_the_topic(
    config: Settings, delivery: Make, telegram: BotApi
) -> None:
    telegram.close_thread(-1007, 3)
    [report] = send(bot(config, telegram), delivery(address="-1007:3"))
    assert report.outcome == "sent"
    sent = [json.loads(call.body) for call in telegram.calls("sendMessage", chat=-1007)]
    assert [call.get("message_thread_id") for call in sent] == [3, None]


def test_a_blocked_and_a_moved_chat_are_told_apart(
    config: Settings, delivery: Make, telegram: BotApi
) -> None:
    telegram.block(7)
    telegram.migrate(-8, to=-1008)
    blocked, gone = send(bot(config, telegram), delivery(), delivery(address="-8"))
    assert blocked == Report("permanent", "bot_blocked")
    assert gone == Report("moved", "moved", moved_to="-1008")


def test_a_connection_that_breaks_after_the_request_left_is_unknown(
    config: Settings, delivery: Make, telegram: BotApi
) -> None:
    telegram.plan("sendMessage", Cut())
    assert send(bot(config, telegram), delivery()) == [Report("unknown", "connection_broken")]
    assert len(telegram.calls("sendMessage")) == 1


def test_an_answer_that_does_not_come_is_unknown(
    config: Settings, delivery: Make, telegram: BotApi
) -> None:
    telegram.plan("sendMessage", Hold())
    assert send(bot(config, telegram), delivery(), timeout=0.2) == [Report("unknown", "timeout")]
    assert len(telegram.calls("sendMessage")) == 1


def test_a_server_that_is_not_there_was_not_sent_to(
    config: Settings, delivery: Make, telegram: BotApi
) -> None:
    nowhere = config(OYE_TELEGRAM_TOKEN=telegram.token, OYE_TELEGRAM_API_URL="http://127.0.0.1:1")
    assert send(nowhere, delivery()) == [Report("temporary", "connect")]
    unnamed = config(
        OYE_TELEGRAM_TOKEN=telegram.token, OYE_TELEGRAM_API_URL="http://nobody.invalid"
    )
    assert send(unnamed, delivery()) == [Report("temporary", "dns")]


def test_a_gateways_page_is_another_times_try(
    config: Settings, delivery: Make, telegram: BotApi
) -> None:
    telegram.plan("sendMessage", bad_gateway())
    assert send(bot(config, telegram), delivery()) == [Report("temporary", "telegram_http_502")]


def test_without_a_token_or_with_a_wrong_one_deliveries_wait(
    config: Settings, delivery: Make, telegram: BotApi
) -> None:
    [report] = send(config(), delivery())
    assert report == Report("limited", "telegram_not_configured", 300)
    wrong = config(OYE_TELEGRAM_TOKEN="1:wrong", OYE_TELEGRAM_API_URL=telegram.url)
    first, second = send(wrong, delivery(), delivery())
    assert first == Report("limited", "bot_token_refused", 300)
    assert second == first


def test_a_chat_may_name_a_topic_and_nothing_else_is_a_chat() -> None:
    assert read_chat("-100123:45") == Chat(-100123, 45)
    assert read_chat("7") == Chat(7)
    for wrong in (None, "", "@oye", "7:", "7:x", "٣", "7 ", "1e3"):
        assert read_chat(wrong) is None


def test_a_digest_that_is_refused_is_split_and_one_that_is_alone_is_rejected(
    config: Settings, delivery: Make, telegram: BotApi
) -> None:
    telegram.plan("sendMessage", refusal(400, "Bad Request: ENTITY_BOUNDS_INVALID"), times=2)

    async def run() -> list[Report]:
        async with open_session(keep_connections=True) as session:
            channel = Telegram(bot(config, telegram), session, 5)
            return [await channel.send((delivery(),) * 2), await channel.send((delivery(),))]

    together, alone = asyncio.run(run())
    assert together == Report("split", "ENTITY_BOUNDS_INVALID")
    assert alone == Report("rejected", "ENTITY_BOUNDS_INVALID")


def test_a_reference_to_a_message_of_this_chat_is_replied_to(
    config: Settings, delivery: Make, telegram: BotApi
) -> None:
    said = telegram.say(chat=7, text="buy milk")["message_id"]
    here, gone, elsewhere = (f"telegram:7:{said}", "telegram:7:99", f"telegram:8:{said}")
    reports = send(
        bot(config, telegram), *[delivery(reference=one) for one in (here, gone, elsewhere)]
    )
    assert {report.outcome for report in reports} == {"sent"}
    replies = ["reply_to_message" in message for message in telegram.messages(7)[1:]]
    assert replies == [True, False, False]


def test_a_silent_one_makes_no_noise(config: Settings, delivery: Make, telegram: BotApi) -> None:
    send(bot(config, telegram), delivery(silent=True), delivery())
    loud = [call.params.get("disable_notification") for call in telegram.calls("sendMessage")]
    assert loud == [True, None]
