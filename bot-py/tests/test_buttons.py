"""The buttons under a reminder that worker-fire sent: what they do, and what the message shows."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from oye_fakes.behaviour import refusal
from oye_fakes.bot_api import BotApi
from oye_fakes.bot_state import Message

from .arrival import reminded
from .conftest import SECONDS, ApiServer, Chat, RunningBot, buttons_of


def pressed(telegram: BotApi, chat: Chat, button: str, message_id: int | None = None) -> str:
    """Press it; what the press was answered with."""
    count = len(telegram.calls("answerCallbackQuery"))
    telegram.press(chat.number, button, message_id=message_id)
    return answered(telegram, count)


def answered(telegram: BotApi, count: int) -> str:
    call = telegram.wait_for_call("answerCallbackQuery", count=count + 1, timeout=SECONDS)
    telegram.wait_until_read(SECONDS)
    return str(call.params["text"])


def shown(telegram: BotApi, chat: Chat) -> Message:
    return telegram.messages(chat.number)[-1]


def occurrence(api: ApiServer, chat: Chat) -> dict[str, str]:
    return dict(api.ask_for(chat.number, "GET", "/v1/occurrences").json()["items"][0])


def data(message: Message, letter: str) -> str:
    """The data of its button for an action."""
    rows = message["reply_markup"]["inline_keyboard"]
    [found] = [
        b["callback_data"] for row in rows for b in row if b["callback_data"].startswith(letter)
    ][:1]
    return str(found)


def test_done_settles_it_and_the_message_says_so(
    chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    chat.say("/start")
    message = reminded(api, telegram, chat.number, "stretch *_[<b> 🎉")
    said = pressed(telegram, chat, data(message, "d"))
    # The database's clock is ahead of the bot's here: before midnight it is in another day.
    assert re.fullmatch(r"✔ Done (\w{3} \d+ \w{3} )?\d\d:\d\d(:\d\d)?", said)
    assert occurrence(api, chat)["answer"] == "done"
    after = shown(telegram, chat)
    when = r"(\w{3} \d+ \w{3} )?\d\d:\d\d"
    assert re.fullmatch(rf"✔ stretch \*_\[<b> 🎉 · done {when}", after["text"])
    assert buttons_of(after) == []


def test_a_snooze_is_shown_and_can_still_be_answered(
    chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    chat.say("/start")
    message = reminded(api, telegram, chat.number, "stretch")
    [button] = [b for b in buttons_of(message) if "10" in b]
    assert pressed(telegram, chat, button).startswith("💤 again ")
    told = occurrence(api, chat)
    assert told["answer"] == "snoozed"
    until = datetime.fromisoformat(told["snoozed_until"])
    away = until - datetime.fromisoformat(told["answered_at"])
    assert timedelta(minutes=9, seconds=58) < away < timedelta(minutes=10, seconds=2)
    after = shown(telegram, chat)
    assert after["text"].startswith("💤 stretch · again ")
    place = int(message["message_id"])
    telegram.press_data(chat.number, place, data(message, "d"))
    assert answered(telegram, 1).startswith("✔ Done")


def test_tomorrow_is_the_persons_own_at_their_default_time(
    chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    chat.say("/tz Asia/Tokyo")
    message = reminded(api, telegram, chat.number, "stretch")
    now = api.database.clock.now().astimezone(ZoneInfo("Asia/Tokyo"))
    pressed(telegram, chat, data(message, "t"))
    until = datetime.fromisoformat(occurrence(api, chat)["snoozed_until"])
    tomorrow = (now + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    assert until == tomorrow


def test_a_stale_button_answers_what_is_true_now(
    chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    chat.say("/start")
    message = reminded(api, telegram, chat.number, "stretch")
    number = occurrence(api, chat)["reminder_id"]
    assert api.ask_for(chat.number, "POST", f"/v1/reminders/{number}/done").status_code == 200
    assert pressed(telegram, chat, data(message, "s")).startswith("Already done at ")
    assert "· done" in shown(telegram, chat)["text"]


def test_the_same_button_twice_is_harmless(chat: Chat, api: ApiServer, telegram: BotApi) -> None:
    chat.say("/start")
    message = reminded(api, telegram, chat.number, "stretch")
    first = pressed(telegram, chat, data(message, "d"))
    place, count = int(message["message_id"]), len(telegram.calls("answerCallbackQuery"))
    telegram.press_data(chat.number, place, data(message, "d"))
    assert answered(telegram, count) == first.replace("✔ Done", "Already done at")
    assert len(telegram.calls("editMessageText", chat=chat.number)) == 2


def test_an_edit_that_changes_nothing_is_success(
    chat: Chat, api: ApiServer, telegram: BotApi, bot: RunningBot
) -> None:
    chat.say("/start")
    message = reminded(api, telegram, chat.number, "stretch")
    telegram.plan("editMessageText", refusal(400, "Bad Request: message is not modified: same"))
    assert pressed(telegram, chat, data(message, "d")).startswith("✔ Done")
    assert chat.say("/list").startswith("Nothing is to come")
    assert "edit_refused" not in bot.log.getvalue()


def test_another_persons_button_changes_nothing(
    chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    chat.say("/start")
    message = reminded(api, telegram, chat.number, "stretch")
    other = Chat(telegram, chat.number + 1)
    other.say("/start")
    count = len(telegram.calls("answerCallbackQuery"))
    telegram.press_data(other.number, 1, data(message, "d"))
    assert answered(telegram, count) == "I don't know this reminder any more."
    assert occurrence(api, chat)["answer"] == "none"


def test_a_button_of_another_version_changes_nothing(
    chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    chat.say("/start")
    message = reminded(api, telegram, chat.number, "stretch")
    count = len(telegram.calls("answerCallbackQuery"))
    telegram.press_data(chat.number, int(message["message_id"]), "x:secret words")
    assert "another version" in answered(telegram, count)
    assert occurrence(api, chat)["answer"] == "none"
    assert shown(telegram, chat)["text"] == message["text"]


def test_a_press_by_somebody_unknown_changes_nothing(chat: Chat, telegram: BotApi) -> None:
    telegram.press_data(chat.number, 1, f"d:{'0' * 32}")
    assert answered(telegram, 0) == "I don't know this reminder any more."
