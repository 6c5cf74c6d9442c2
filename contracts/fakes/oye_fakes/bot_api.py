"""A Bot API server for tests: answers bots, and lets a test be the people who talk to them.

with bot_api() as telegram:
    … start a bot with telegram.token against telegram.url …
    telegram.say(chat=7, text="/start")
    sent = telegram.wait_for_call("sendMessage", chat=7)
    telegram.press(chat=7, button="✔ Done")
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from oye_fakes.behaviour import Behaviour
from oye_fakes.bot_side import BotSide
from oye_fakes.bot_state import Call, Message, Script, State, chat_of
from oye_fakes.server import Changed, serving

BOT_ID, SECRET = 100200300, "AAFakeTokenForTestsThatOpensNothing00"


class BotApi:
    """One server and one bot. Every public member may be used from any thread."""

    def __init__(self) -> None:
        self.url = ""
        self.token = f"{BOT_ID}:{SECRET}"
        self._state = State()
        self._changed = Changed()

    def say(
        self, chat: int, text: str, *, user: int | None = None, language: str = "en"
    ) -> Message:
        """A person writes `text` to the bot; the message, which getUpdates gives the bot."""
        content: dict[str, Any] = {"text": text}
        if text.startswith("/"):
            length = len(text.split()[0])
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        with self._changed.lock:
            message = self._state.new_message(chat, person_of(user or abs(chat), language), content)
            self._state.new_update({"message": message})
            self._changed.lock.notify_all()
            return message

    def press(
        self,
        chat: int,
        button: str,
        *,
        message_id: int | None = None,
        user: int | None = None,
        language: str = "en",
    ) -> str:
        """A person presses a button, named by its text or its data; the callback query's id.

        Without `message_id` it is the chat's newest message that has such a button. LookupError
        where none has it. A button that was taken away may be pressed by `press_data`.
        """
        with self._changed.lock:
            for (place, number), message in sorted(self._state.messages.items(), reverse=True):
                if place == chat and message_id in (None, number):
                    for data in data_of(message, button):
                        return self.press_data(chat, number, data, user=user, language=language)
        raise LookupError(f"no button {button!r} in chat {chat}")

    def press_data(
        self,
        chat: int,
        message_id: int,
        data: str,
        *,
        user: int | None = None,
        language: str = "en",
    ) -> str:
        """A press of a button with `data`, whether or not the message (still) has it."""
        with self._changed.lock:
            state = self._state
            gone = {"message_id": message_id, "chat": chat_of(chat), "date": 0}
            query = str(state.last_update + 1) + "000"
            state.open_queries.add(query)
            state.new_update(
                {
                    "callback_query": {
                        "id": query,
                        "from": person_of(user or abs(chat), language),
                        "message": dict(state.messages.get((chat, message_id), gone)),
                        "chat_instance": str(chat),
                        "data": data,
                    }
                }
            )
            self._changed.lock.notify_all()
            return query

    def block(self, chat: int) -> None:
        """The person blocks the bot: 403 from now on."""
        with self._changed.lock:
            self._state.blocked.add(chat)

    def unblock(self, chat: int) -> None:
        """The person lets the bot in again."""
        with self._changed.lock:
            self._state.blocked.discard(chat)

    def forget(self, chat: int) -> None:
        """The chat is unknown: 400 chat not found."""
        with self._changed.lock:
            self._state.unknown_chats.add(chat)

    def migrate(self, chat: int, to: int) -> None:
        """The group becomes a supergroup with another id: 400 with migrate_to_chat_id."""
        with self._changed.lock:
            self._state.moved[chat] = to

    def close_thread(self, chat: int, thread: int) -> None:
        """The topic is gone: 400 message thread not found."""
        with self._changed.lock:
            self._state.closed_threads.add((chat, thread))

    def plan(
        self, method: str, behaviour: Behaviour, *, chat: int | None = None, times: int = 1
    ) -> None:
        """Do this with the next `times` calls of the method (in this chat) instead."""
        with self._changed.lock:
            self._state.scripts.append(Script(method, chat, behaviour, times))

    def calls(self, method: str, *, chat: int | None = None) -> list[Call]:
        """The calls so far, held and refused ones too, oldest first."""
        with self._changed.lock:
            return [
                call
                for call in self._state.calls
                if call.method == method and chat in (None, call.chat)
            ]

    def wait_for_call(
        self, method: str, *, chat: int | None = None, count: int = 1, timeout: float = 10
    ) -> Call:
        """The `count`-th call of the method (in this chat), as soon as it was made."""

        def look() -> Call | None:
            found = self.calls(method, chat=chat)
            return found[count - 1] if len(found) >= count else None

        what = f"call {count} of {method}" + (f" in chat {chat}" if chat is not None else "")
        return self._changed.wait_until(look, what, timeout)

    def messages(self, chat: int) -> list[Message]:
        """What the chat shows now, oldest first: the bot's messages and the people's."""
        with self._changed.lock:
            found = sorted(self._state.messages.items())
            return [dict(message) for (place, _), message in found if place == chat]

    def commands(self, language: str = "") -> list[dict[str, str]]:
        """What setMyCommands set for a language."""
        with self._changed.lock:
            return list(self._state.commands.get(language, []))

    def wait_until_read(self, timeout: float = 10) -> None:
        """Wait until the bot confirmed every update that was put there so far."""
        newest = self._state.last_update

        def look() -> bool | None:
            left = [u for u in self._state.updates if u["update_id"] <= newest]
            return None if left else True

        self._changed.wait_until(look, "the bot confirms its updates", timeout)


def person_of(user: int, language: str) -> dict[str, Any]:
    """A person's object as the Bot API shows it."""
    name = f"Person {user}"
    return {"id": user, "is_bot": False, "first_name": name, "language_code": language}


def data_of(message: Message, button: str) -> list[str]:
    """The data of the message's buttons that bear this text or this data."""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return [
        str(one["callback_data"])
        for row in rows
        for one in row
        if "callback_data" in one and button in (one["text"], one["callback_data"])
    ]


@contextmanager
def bot_api(port: int = 0, host: str = "127.0.0.1") -> Iterator[BotApi]:
    """A Bot API server on 127.0.0.1 unless told; held requests are released at its end."""
    server = BotApi()
    side = BotSide(server.token, server._state, server._changed)
    with serving(side.answer, port, host) as url:
        server.url = url
        try:
            yield server
        finally:
            side.close()
