"""In a group: /remind, [I'm in], who may remove; little else is answered, nothing private told."""

import json
from datetime import timedelta
from typing import Any

import pytest
from oye_fakes.bot_api import BotApi

from .arrival import fire_once
from .conftest import SECONDS, ApiServer, Chat, buttons_of

GROUP = -1001234


def say(telegram: BotApi, chat: Chat, text: str, thread: int | None = None) -> None:
    telegram.say(GROUP, text, user=chat.number, thread=thread)
    telegram.wait_until_read(SECONDS)


def heard(telegram: BotApi) -> list[str]:
    return [str(call.params["text"]) for call in telegram.calls("sendMessage", chat=GROUP)]


def press(telegram: BotApi, button: str, user: int) -> str:
    count = len(telegram.calls("answerCallbackQuery"))
    telegram.press(GROUP, button, user=user)
    return Chat(telegram, GROUP).toast(count + 1)


def reminders(api: ApiServer, chat: Chat) -> list[dict[str, Any]]:
    return list(api.ask_for(chat.number, "GET", "/v1/reminders").json()["items"])


def test_what_people_say_to_each_other_is_not_answered(chat: Chat, telegram: BotApi) -> None:
    say(telegram, chat, "lunch tomorrow at 13:00?")
    say(telegram, chat, "/list@other_bot")
    say(telegram, chat, "write to me@oye_fake_bot.example tomorrow at 13:00")
    assert heard(telegram) == []


def test_a_command_is_answered_with_the_way_to_the_private_chat(
    chat: Chat, telegram: BotApi
) -> None:
    chat.say("secret plans in 3 hours")
    for command in ("/list", "/done 1", "/start CODE", "/list@oye_fake_bot"):
        say(telegram, chat, command)
    assert len(heard(telegram)) == 4
    assert all("https://t.me/oye_fake_bot" in text for text in heard(telegram))
    assert all("secret" not in text for text in heard(telegram))


@pytest.mark.parametrize("how", ["/remind", "@oye_fake_bot", "/remind@oye_fake_bot"])
def test_a_reminder_of_a_group_is_told_there(
    how: str, chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    chat.say("/start")
    say(telegram, chat, f"{how} bring cake in 10 minutes")
    assert heard(telegram)[0].startswith("✔ #1 bring cake\n")
    assert buttons_of(telegram.messages(GROUP)[-1]) == ["I'm in", "↩ Undo", "✎ Edit"]
    assert press(telegram, "I'm in", user=5001) == "You are in: you will be named."
    api.database.clock.advance(timedelta(minutes=10, seconds=1))
    fire_once(api, telegram)
    card = telegram.messages(GROUP)[-1]
    assert card["text"].startswith("⏰ bring cake")
    assert "Person 5001" in card["text"]
    assert [one["user"]["id"] for one in card["entities"]] == [5001]
    press(telegram, "✔ Done", user=5002)
    done = telegram.messages(GROUP)[-1]
    assert done["text"].startswith("✔ bring cake · done")
    assert [one["user"]["id"] for one in done["entities"]] == [5001]


def test_a_topic_is_a_place_of_its_own(chat: Chat, api: ApiServer, telegram: BotApi) -> None:
    chat.say("/start")
    say(telegram, chat, "/remind cake in 10 minutes", thread=45)
    page = api.ask_for(chat.number, "GET", "/v1/channels").json()
    assert f"{GROUP}:45" in [one["address"] for one in page["items"]]
    api.database.clock.advance(timedelta(minutes=10, seconds=1))
    fire_once(api, telegram)
    sent = telegram.calls("sendMessage", chat=GROUP)
    assert [call.params.get("message_thread_id") for call in sent] == [45, 45]


def test_only_the_author_and_admins_take_it_back(
    chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    chat.say("/start")
    say(telegram, chat, "/remind cake in 3 hours")
    assert "admins" in press(telegram, "↩ Undo", user=5001)
    assert "admins" in press(telegram, "✎ Edit", user=5001)
    assert len(reminders(api, chat)) == 1
    telegram.make_admin(GROUP, 5001)
    press(telegram, "↩ Undo", user=5001)
    assert reminders(api, chat) == []


def test_joining_twice_is_leaving(chat: Chat, api: ApiServer, telegram: BotApi) -> None:
    chat.say("/start")
    say(telegram, chat, "/remind cake in 3 hours")
    press(telegram, "I'm in", user=5001)
    press(telegram, "I'm in (1)", user=5002)
    assert "I'm in (2)" in buttons_of(telegram.messages(GROUP)[-1])
    assert press(telegram, "I'm in (2)", user=5001) == "You are out."
    assert [one["id"] for one in reminders(api, chat)[0]["attendees"]] == ["5002"]


def test_forged_data_reaches_nothing_outside_the_group(
    chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    chat.say("private in 3 hours")
    private = chat.number
    change = api.ask_for(private, "GET", "/v1/changes").json()["items"][0]["id"]
    telegram.make_admin(GROUP, 5001)
    forged = [f"j:1:{private}", f"u:{change}:{private}", f"E:1:1:{private}", "~list:0", "~open:1"]
    forged += [f"{letter}:{'0' * 32}:{private}" for letter in "dmbkpcri"]
    for nth, data in enumerate(forged, start=1):
        telegram.press_data(GROUP, 1, data, user=5001)
        chat.toast(nth)
    [kept] = reminders(api, chat)
    assert (kept["text"], kept["attendees"]) == ("private", [])
    told = json.dumps([call.params for call in telegram.calls("sendMessage", chat=GROUP)])
    assert "private" not in told


def test_a_stranger_is_shown_the_way_to_the_private_chat(
    chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    say(telegram, chat, "@oye_fake_bot bring cake tomorrow at 10:00")
    assert "https://t.me/oye_fake_bot" in heard(telegram)[0]
    assert api.ask_for(chat.number, "GET", "/v1/me").status_code == 404
