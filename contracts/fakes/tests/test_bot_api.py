"""The fake Bot API server behaves as the real one does, as far as our bots meet it."""

import json
from collections.abc import Callable
from http.client import RemoteDisconnected
from threading import Thread
from typing import Any

import pytest
from oye_fakes.behaviour import Cut, Hold, bad_gateway, too_many
from oye_fakes.bot_api import BotApi

Call = Callable[..., tuple[int, Any]]


def test_a_message_arrives_in_the_very_bytes_that_were_sent(telegram: BotApi, call: Call) -> None:
    status, answer = call("sendMessage", chat_id=7, text="<b>*_[ 🎂")
    assert (status, answer["result"]["chat"]["id"]) == (200, 7)
    [seen] = telegram.calls("sendMessage", chat=7)
    assert json.loads(seen.body) == {"chat_id": 7, "text": "<b>*_[ 🎂"}
    assert [message["text"] for message in telegram.messages(7)] == ["<b>*_[ 🎂"]


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"text": " "}, "message text is empty"),
        ({"text": "🎂" * 2049}, "message is too long"),
        ({"text": "<b>", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "a", "message_thread_id": 5}, "message thread not found"),
        (
            {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "b"}]]}},
            "text buttons are unallowed",
        ),
        (
            {
                "text": "a",
                "reply_markup": {
                    "inline_keyboard": [[{"text": "b", "callback_data": "é" * 33}]],
                },
            },
            "BUTTON_DATA_INVALID",
        ),
        (
            {
                "text": "a",
                "reply_markup": {
                    "inline_keyboard": [[{"text": "b", "callback_data": "c"}] * 4] * 26,
                },
            },
            "REPLY_MARKUP_TOO_LONG",
        ),
        ({"text": "a", "reply_parameters": {"message_id": 5}}, "message to be replied not found"),
    ],
)
def test_what_the_real_server_refuses_is_refused(
    telegram: BotApi, call: Call, params: dict[str, Any], description: str
) -> None:
    telegram.close_thread(7, 5)
    status, answer = call("sendMessage", chat_id=7, **params)
    assert status == 400
    assert description in answer["description"]
    assert telegram.messages(7) == []


def test_a_token_that_is_not_the_bots_opens_nothing(telegram: BotApi, call: Call) -> None:
    assert call("getMe", token="1:no")[0] == 401
    assert call("getMe", token="no")[0] == 404
    assert call("getMe")[1]["result"]["username"] == "oye_fake_bot"


def test_a_blocked_a_moved_and_an_unknown_chat_say_so(telegram: BotApi, call: Call) -> None:
    telegram.block(1)
    telegram.migrate(-2, to=-1002)
    telegram.forget(3)
    assert call("sendMessage", chat_id=1, text="a")[0] == 403
    moved = call("sendMessage", chat_id=-2, text="a")[1]
    assert moved["parameters"] == {"migrate_to_chat_id": -1002}
    gone = call("sendMessage", chat_id=3, text="a")[1]
    assert gone["description"] == "Bad Request: chat not found"
    telegram.unblock(1)
    assert call("sendMessage", chat_id=1, text="a")[0] == 200


def test_planned_failures_come_once_and_in_order(telegram: BotApi, call: Call) -> None:
    telegram.plan("sendMessage", too_many(3), chat=7)
    telegram.plan("sendMessage", bad_gateway(), chat=7)
    assert call("sendMessage", chat_id=8, text="a")[0] == 200
    assert call("sendMessage", chat_id=7, text="a")[1]["parameters"]["retry_after"] == 3
    assert call("sendMessage", chat_id=7, text="a")[1].startswith(b"<html>")
    assert call("sendMessage", chat_id=7, text="a")[0] == 200


def test_a_cut_connection_ends_without_an_answer(telegram: BotApi, call: Call) -> None:
    telegram.plan("sendMessage", Cut(taken=True))
    telegram.plan("sendMessage", Cut(taken=False))
    for _ in range(2):
        with pytest.raises(RemoteDisconnected):
            call("sendMessage", chat_id=7, text="a")
    assert len(telegram.calls("sendMessage")) == 2
    assert len(telegram.messages(7)) == 1


def test_a_held_request_is_seen_at_once_and_answered_after_its_release(
    telegram: BotApi, call: Call
) -> None:
    hold = Hold()
    telegram.plan("sendMessage", hold)
    answers: list[int] = []
    sender = Thread(target=lambda: answers.append(call("sendMessage", chat_id=7, text="a")[0]))
    sender.start()
    telegram.wait_for_call("sendMessage", chat=7)
    assert (answers, telegram.messages(7)) == ([], [])
    hold.release()
    sender.join()
    assert answers == [200]
