"""What people do reaches the bot, and what the bot shows reaches the people."""

from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from oye_fakes.bot_api import BotApi
from oye_fakes.bot_people import forwarded, location, photo, voice

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


def test_whatever_a_message_holds_arrives(telegram: BotApi, call: Call) -> None:
    for content in (forwarded("buy milk"), photo("a menu"), voice(), location(40.4, -3.7)):
        telegram.send(chat=7, content=content)
    first, second, third, fourth = [update["message"] for update in updates(call)]
    assert (first["text"], first["forward_origin"]["type"]) == ("buy milk", "hidden_user")
    assert second["caption"] == "a menu"
    assert third["voice"]["duration"] == 3
    assert fourth["location"] == {"latitude": 40.4, "longitude": -3.7}


def test_an_edited_message_and_a_reply_say_what_they_are_about(
    telegram: BotApi, call: Call
) -> None:
    said = telegram.say(chat=-1007, user=5, text="milk at 5", thread=3)
    telegram.edit(-1007, said["message_id"], "milk at 6")
    telegram.say(chat=-1007, user=5, text="in 3 hours", reply_to=said["message_id"], thread=3)
    new, edited, reply = updates(call)
    assert new["message"]["message_thread_id"] == 3
    assert edited["edited_message"]["text"] == "milk at 6"
    assert reply["message"]["reply_to_message"]["message_id"] == said["message_id"]


def test_a_block_is_told_as_the_bots_own_membership(telegram: BotApi, call: Call) -> None:
    telegram.block(7)
    telegram.unblock(7)
    found = [update["my_chat_member"]["new_chat_member"]["status"] for update in updates(call)]
    assert found == ["kicked", "member"]


def test_a_bots_reply_shows_what_it_answers_and_may_do_without(
    telegram: BotApi, call: Call
) -> None:
    said = telegram.say(chat=7, text="hello")
    about = {"message_id": said["message_id"]}
    _, sent = call("sendMessage", chat_id=7, text="yes?", reply_parameters=about)
    assert sent["result"]["reply_to_message"]["text"] == "hello"
    gone = {"message_id": 99, "allow_sending_without_reply": True}
    assert "reply_to_message" not in call("sendMessage", chat_id=7, text="a", reply_parameters=gone)


def test_who_may_remove_what_others_wrote_is_known(telegram: BotApi, call: Call) -> None:
    telegram.make_admin(-1007, 5)
    asked = [call("getChatMember", chat_id=-1007, user_id=user)[1]["result"] for user in (5, 6)]
    assert [member["status"] for member in asked] == ["creator", "member"]


def test_a_toast_holds_200_characters(telegram: BotApi, call: Call) -> None:
    query = telegram.press_data(chat=7, message_id=1, data="d:1")
    assert call("answerCallbackQuery", callback_query_id=query, text="a" * 201)[0] == 400
    assert call("answerCallbackQuery", callback_query_id=query, text="a" * 200)[0] == 200
