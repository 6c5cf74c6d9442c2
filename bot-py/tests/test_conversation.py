"""The whole conversation, polling and posted to: real API, database, worker-fire, bot process."""

import re
from datetime import timedelta

import pytest
from oye_fakes.behaviour import Cut
from oye_fakes.bot_api import BotApi
from oye_fakes.bot_people import forwarded
from oye_fakes.bot_state import Message

from .arrival import fire_once
from .conftest import SECONDS, ApiServer, Chat, buttons_of
from .process import bot_process, settings_in


class Talk:
    """A person, and what brings their messages: time that passes, and worker-fire."""

    def __init__(self, api: ApiServer, telegram: BotApi) -> None:
        self.api, self.telegram, self.chat = api, telegram, Chat(telegram, 7)

    def pass_time(self, **span: float) -> list[Message]:
        """So much later, and everything that is due then is sent; what is new in the chat."""
        before = {one["message_id"] for one in self.telegram.messages(7)}
        self.api.database.clock.advance(timedelta(**span))
        for _ in range(3):  # a message a second in a chat: what is put off comes with the next
            fire_once(self.api, self.telegram)
            self.api.database.clock.advance(timedelta(seconds=2))
        return [one for one in self.telegram.messages(7) if one["message_id"] not in before]

    def shown(self, card: Message) -> Message:
        """A message as it is now."""
        [found] = [
            one for one in self.telegram.messages(7) if one["message_id"] == card["message_id"]
        ]
        return found

    def occurrence(self, text: str) -> dict[str, str]:
        """The latest of a reminder."""
        items = self.api.ask_for(7, "GET", "/v1/occurrences").json()["items"]
        return next(one for one in items if one["text"] == text)


def said(talk: Talk) -> None:
    """Point 1: what is said becomes a reminder, or a question."""
    chat = talk.chat
    assert "Is your time zone UTC" in chat.say("/start")
    assert "Your time zone is UTC" in chat.press("Yes")
    echo = chat.say("call mum in 10 minutes")
    assert re.match(r"✔ #1 call mum\n\w{3} \d+ \w+ \d{4}, [\d:]+ \(UTC\)\nin", echo)
    assert chat.edit("call dad in 10 minutes").startswith("✎ #1 call dad\n")
    assert "Which one" in chat.say("tea tomorrow at 7")
    chat.press("19:00")
    assert chat.text().startswith("✔ #2 tea\n")
    chat.press("↩ Undo")
    assert "nothing was stored" in chat.say("hello there")
    chat.send(forwarded("the gate closes at five"))
    chat.press("Later today")
    assert chat.text().startswith("✔ #3 the gate closes at five\n")
    assert [line[:2] for line in chat.say("/list").split("\n")] == ["#1", "#3"]


def due(talk: Talk) -> None:
    """Point 2: a card, its menu, a snooze in words; one message for each, which shows the truth."""
    chat = talk.chat
    [card] = talk.pass_time(minutes=10, seconds=2)
    assert card["text"].startswith("⏰ call dad · due ")
    assert buttons_of(card) == ["✔ Done", "10 min", "1 h", "Tonight", "Tomorrow", "⋯"]
    chat.press("⋯", card)
    chat.press("‹", card)
    assert chat.say("in 20 minutes", reply_to=int(card["message_id"])).startswith("💤 again ")
    assert talk.occurrence("call dad")["answer"] == "snoozed"
    again = talk.pass_time(minutes=21)[-1]
    assert again["text"].startswith("⏰ call dad · due ")
    assert chat.press("✔ Done", again).startswith("✔ Done ")
    assert talk.shown(again)["text"].startswith("✔ call dad · done ")
    count = len(chat.telegram.calls("answerCallbackQuery"))
    chat.telegram.press_data(7, int(again["message_id"]), "d:" + hex_of(again))
    assert chat.toast(count + 1).startswith("Already done at ")


def hex_of(card: Message) -> str:
    """The delivery that a card's first button names."""
    return str(card["reply_markup"]["inline_keyboard"][0][0]["callback_data"])[2:]


def nagged(talk: Talk) -> None:
    """Point 3: told until it is done; quiet hours hold it."""
    chat = talk.chat
    assert chat.say("pills in 5 minutes !15m").split("\n")[0] == "✔ #4 pills"
    [first] = talk.pass_time(minutes=5, seconds=2)
    nag = talk.pass_time(minutes=15, seconds=2)[-1]
    assert nag["text"].startswith("⏰ pills")
    assert buttons_of(talk.shown(first)) == []
    chat.press("✔ Done", nag)
    assert talk.pass_time(minutes=16) == []
    now = talk.api.database.clock.now()
    start, end = now - timedelta(hours=1), now + timedelta(hours=2)
    assert "I keep still" in chat.say(f"/quiet {start:%H:%M}-{end:%H:%M}")
    chat.say("whisper in 5 minutes")
    assert talk.pass_time(minutes=6) == []
    assert "whisper" in talk.pass_time(hours=2)[-1]["text"]
    assert "no quiet hours" in chat.say("/quiet off")
    chat.press("✔ Done")


def late(talk: Talk) -> None:
    """Point 4: after downtime one digest, each with buttons; "perhaps a repeat" where unknown."""
    chat = talk.chat
    chat.say("milk in 5 minutes")
    chat.say("bread in 6 minutes")
    chat.say("cheese in 7 minutes")
    new = talk.pass_time(minutes=20)
    [digest] = [one for one in new if "3 late reminders" in one["text"]]
    assert [name for name in buttons_of(digest) if name.startswith("✔")] == ["✔ 1", "✔ 2", "✔ 3"]
    chat.press("✔ 2", digest)
    shown = talk.shown(digest)
    assert "2. ✔ bread · done" in shown["text"]
    assert [name for name in buttons_of(shown) if name.startswith("✔")] == ["✔ 1", "✔ 3"]
    chat.say("salt in 5 minutes")
    chat.telegram.plan("sendMessage", Cut(), chat=7)
    talk.pass_time(minutes=5, seconds=2)
    assert "(perhaps a repeat)" in talk.pass_time(minutes=30)[-1]["text"]


@pytest.mark.parametrize("mode", ["polling", "webhook"])
def test_the_whole_conversation(mode: str, own_api: ApiServer, telegram: BotApi) -> None:
    settings = settings_in(mode, own_api, telegram)
    with own_api.running(), bot_process(settings):
        method = "setWebhook" if mode == "webhook" else "getUpdates"
        telegram.wait_for_call(method, timeout=SECONDS)
        talk = Talk(own_api, telegram)
        for part in (said, due, nagged, late):
            part(talk)
        telegram.wait_until_read(SECONDS)
