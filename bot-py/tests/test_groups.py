"""In a group little is answered, and nothing private is told."""

from oye_fakes.bot_api import BotApi

from .conftest import SECONDS, ApiServer, Chat

GROUP = -1001234


def say(telegram: BotApi, chat: Chat, text: str) -> None:
    telegram.say(GROUP, text, user=chat.number)
    telegram.wait_until_read(SECONDS)


def heard(telegram: BotApi) -> list[str]:
    return [str(call.params["text"]) for call in telegram.calls("sendMessage", chat=GROUP)]


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


def test_a_mention_makes_a_reminder_for_who_said_it(
    chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    chat.say("/start")
    say(telegram, chat, "@oye_fake_bot bring cake tomorrow at 10:00")
    assert heard(telegram)[0].startswith("✔ #1 bring cake\n")
    [channel] = [
        one
        for one in api.ask_for(chat.number, "GET", "/v1/channels").json()["items"]
        if one["kind"] == "telegram"
    ]
    assert channel["address"] == str(chat.number)


def test_a_mention_by_somebody_unknown_is_answered_with_the_way_to_the_private_chat(
    chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    say(telegram, chat, "@oye_fake_bot bring cake tomorrow at 10:00")
    assert "https://t.me/oye_fake_bot" in heard(telegram)[0]
    assert api.ask_for(chat.number, "GET", "/v1/me").status_code == 404
