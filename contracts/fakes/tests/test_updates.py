"""What people do reaches the bot, and what the bot shows reaches the people."""

from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from oye_fakes.bot_api import BotApi

Call = Callable[..., tuple[int, Any]]
BUTTONS = {"inline_keyboard": [[{"text": "✔ Done", "callback_data": "d:1"}]]}


def updates(call: Call, **params: Any) -> list[dict[str, Any]]:
    """The updates of one getUpdates."""
    status, answer = call("getUpdates", **params)
    assert status == 200, answer
    return list(answer["result"])


def test_an_update_comes_again_until_it_is_confirmed(telegram: BotApi, call: Call) -> None:
    telegram.say(chat=7, text="/start code", language="de")
    [update] = updates(call)
    assert update["message"]["text"] == "/start code"
    assert update["message"]["from"]["language_code"] == "de"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert updates(call) == [update]
    assert updates(call, offset=update["update_id"] + 1) == []
    telegram.wait_until_read(timeout=1)


def test_a_long_poll_ends_when_somebody_speaks(telegram: BotApi, call: Call) -> None:
    found: list[dict[str, Any]] = []
    poll = Thread(target=lambda: found.extend(updates(call, timeout=30)))
    poll.start()
    telegram.wait_for_call("getUpdates")
    telegram.say(chat=7, text="hello")
    poll.join(timeout=10)
    assert [update["message"]["text"] for update in found] == ["hello"]


def test_a_second_poller_ends_the_first(telegram: BotApi, call: Call) -> None:
    first: list[int] = []
    poll = Thread(target=lambda: first.append(call("getUpdates", timeout=30)[0]))
    poll.start()
    telegram.wait_for_call("getUpdates")
    updates(call)
    poll.join(timeout=10)
    assert first == [409]


def test_a_pressed_button_becomes_a_query_that_is_answered_once(
    telegram: BotApi, call: Call
) -> None:
    call("sendMessage", chat_id=7, text="stretch", reply_markup=BUTTONS)
    query = telegram.press(chat=7, button="✔ Done")
    [update] = updates(call, allowed_updates=["message", "callback_query"])
    assert update["callback_query"]["data"] == "d:1"
    assert update["callback_query"]["message"]["text"] == "stretch"
    assert call("answerCallbackQuery", callback_query_id=query)[0] == 200
    assert call("answerCallbackQuery", callback_query_id=query)[0] == 400


def test_updates_that_the_bot_did_not_ask_for_do_not_come(telegram: BotApi, call: Call) -> None:
    telegram.press_data(chat=7, message_id=1, data="d:1")
    assert updates(call, allowed_updates=["message"]) == []


def test_a_button_that_no_message_has_cannot_be_pressed(telegram: BotApi, call: Call) -> None:
    telegram.say(chat=7, text="Done")
    with pytest.raises(LookupError):
        telegram.press(chat=7, button="Done")


def test_edits_change_the_message_and_the_same_again_is_refused(
    telegram: BotApi, call: Call
) -> None:
    _, sent = call("sendMessage", chat_id=7, text="stretch", reply_markup=BUTTONS)
    place = {"chat_id": 7, "message_id": sent["result"]["message_id"]}
    assert call("editMessageText", **place, text="✔ stretch")[0] == 200
    [message] = telegram.messages(7)
    assert (message["text"], message["reply_markup"]) == ("✔ stretch", None)
    status, again = call("editMessageText", **place, text="✔ stretch")
    assert (status, "message is not modified" in again["description"]) == (400, True)
    assert call("editMessageReplyMarkup", **place, reply_markup=BUTTONS)[0] == 200
    assert telegram.messages(7)[0]["reply_markup"] == BUTTONS


def test_a_bot_cannot_edit_what_a_person_wrote(telegram: BotApi, call: Call) -> None:
    said = telegram.say(chat=7, text="hello")
    status, answer = call("editMessageText", chat_id=7, message_id=said["message_id"], text="no")
    assert (status, answer["description"]) == (400, "Bad Request: message can't be edited")


def test_commands_are_kept_by_language(telegram: BotApi, call: Call) -> None:
    commands = [{"command": "list", "description": "What is to come"}]
    call("setMyCommands", commands=commands, language_code="en")
    assert (telegram.commands("en"), telegram.commands()) == (commands, [])
