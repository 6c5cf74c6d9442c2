"""From the terminal to the chat: the code, and the reminder that then arrives there."""

from datetime import datetime, timedelta

from oye_fakes.bot_api import BotApi
from oye_sql import people

from .arrival import fire_once
from .conftest import ApiServer, Chat, buttons_of


def signed_in(api: ApiServer, name: str) -> str:
    """Somebody with a CLI; their token."""
    address = api.database.owner_url
    person = people.person_create(address, name, "Europe/Madrid", "en")
    return people.token_create(address, person, "cli")


def test_what_is_added_in_the_terminal_arrives_in_the_chat_that_was_joined(
    chat: Chat, api: ApiServer, telegram: BotApi
) -> None:
    cli = signed_in(api, "Ann")
    link = api.ask("POST", "/v1/channels/telegram/link", cli).json()
    assert link["url"] == f"https://t.me/oye_fake_bot?start={link['code']}"
    answer = chat.say(f"/start {link['code']}")
    assert "This chat is joined" in answer
    assert "Europe/Madrid" in answer

    odd = "<b>*stretch*_[ 🎉"
    made = api.ask("POST", "/v1/reminders", cli, text=odd, when="in 5 minutes")
    due = made.json()["next_occurrence"]
    api.database.clock.advance(_until(due, api))
    fire_once(api, telegram)
    arrived = telegram.messages(chat.number)[-1]
    assert odd in arrived["text"]
    assert len(buttons_of(arrived)) >= 3

    assert odd in chat.say("/list")


def _until(due: str, api: ApiServer) -> timedelta:
    return datetime.fromisoformat(due) - api.database.clock.now() + timedelta(seconds=1)


def test_a_code_works_once(chat: Chat, api: ApiServer, telegram: BotApi) -> None:
    link = api.ask("POST", "/v1/channels/telegram/link", signed_in(api, "Bob")).json()
    chat.say(f"/start {link['code']}")
    other = Chat(telegram, chat.number + 1)
    assert "not known, was used" in other.say(f"/start {link['code']}")


def test_a_code_that_there_is_not_says_where_one_is_had(chat: Chat) -> None:
    answer = chat.say("/start NOSUCHCODE")
    assert "oye channels add telegram" in answer
    assert "Traceback" not in answer


def test_a_chat_with_reminders_of_its_own_is_not_joined_to_somebody_else(
    chat: Chat, api: ApiServer
) -> None:
    chat.say("stretch in 3 hours")
    cli = signed_in(api, "Cleo")
    link = api.ask("POST", "/v1/channels/telegram/link", cli).json()
    assert "is joined:" not in chat.say(f"/start {link['code']}")
    assert "#1 stretch" in chat.say("/list")
    assert api.ask("GET", "/v1/reminders", cli).json()["items"] == []
