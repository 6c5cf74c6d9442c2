"""A Bot API server for tests: answers bots, and lets a test be the people who talk to them.

with bot_api() as telegram:
    … start a bot with telegram.token against telegram.url …
    telegram.say(chat=7, text="/start")
    sent = telegram.wait_for_call("sendMessage", chat=7)
    telegram.press(chat=7, button="✔ Done")
"""

from collections.abc import Iterator
from contextlib import contextmanager

from oye_fakes.behaviour import Behaviour
from oye_fakes.bot_hook import Pusher
from oye_fakes.bot_people import Content, data_of, membership, person_of, written
from oye_fakes.bot_side import BotSide
from oye_fakes.bot_state import Call, Message, Script, State, chat_of
from oye_fakes.faults import Faults
from oye_fakes.pace import Limits, Pace
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
        self,
        chat: int,
        text: str,
        *,
        user: int | None = None,
        language: str = "en",
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> Message:
        """A person writes `text` to the bot; the message, which comes to the bot as an update."""
        return self.send(
            chat, written(text), user=user, language=language, reply_to=reply_to, thread=thread
        )

    def send(
        self,
        chat: int,
        content: Content,
        *,
        user: int | None = None,
        language: str = "en",
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> Message:
        """As `say`, with anything that a message may hold: see bot_people."""
        with self._changed.lock:
            about = self._state.messages.get((chat, reply_to or 0))
            if about is not None:
                content = {**content, "reply_to_message": dict(about)}
            if thread is not None:
                content = {**content, "message_thread_id": thread, "is_topic_message": True}
            message = self._state.new_message(chat, person_of(user or abs(chat), language), content)
            self._tell({"message": dict(message)})
            return message

    def edit(self, chat: int, message_id: int, text: str) -> None:
        """A person changes what they wrote: edited_message."""
        with self._changed.lock:
            message = self._state.messages[chat, message_id]
            message.update({**written(text), "edit_date": message["date"] + 1})
            self._tell({"edited_message": dict(message)})

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
            query = {
                "id": str(state.last_update + 1) + "000",
                "from": person_of(user or abs(chat), language),
                "message": dict(state.messages.get((chat, message_id), gone)),
                "chat_instance": str(chat),
                "data": data,
            }
            state.open_queries.add(str(query["id"]))
            self._tell({"callback_query": query})
            return str(query["id"])

    def block(self, chat: int) -> None:
        """The person blocks the bot (or the group throws it out): 403 from now on."""
        with self._changed.lock:
            self._state.blocked.add(chat)
            self._tell(membership(chat, person_of(abs(chat), "en"), "member", "kicked"))

    def unblock(self, chat: int, *, told: bool = True) -> None:
        """The person lets the bot in again; `told`: my_chat_member says so (it may be lost)."""
        with self._changed.lock:
            self._state.blocked.discard(chat)
            if told:
                self._tell(membership(chat, person_of(abs(chat), "en"), "kicked", "member"))

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

    def make_admin(self, chat: int, user: int) -> None:
        """The user may remove what others wrote in the group."""
        with self._changed.lock:
            self._state.admins.add((chat, user))

    def route(self, url: str, to: str) -> None:
        """A webhook's public address leads to `to`, as a proxy that ends TLS would have it."""
        with self._changed.lock:
            self._state.routes[url] = to

    def plan(
        self, method: str, behaviour: Behaviour, *, chat: int | None = None, times: int = 1
    ) -> None:
        """Do this with the next `times` calls of the method (in this chat) instead."""
        with self._changed.lock:
            self._state.scripts.append(Script(method, chat, behaviour, times))

    def faults(self, faults: Faults | None) -> None:
        """Let calls fail at random from now on; None: no more."""
        with self._changed.lock:
            self._state.faults = faults

    def limit(self, limits: Limits | None) -> None:
        """Enforce the pace from now on: 429 to what is too fast. None: only measure it."""
        with self._changed.lock:
            self._state.pace.limits = limits

    @property
    def pace(self) -> Pace:
        """How fast the bot was so far, and what exceeded the limits."""
        return self._state.pace

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

    def messages(self, chat: int | None = None) -> list[Message]:
        """What the chat (or each) shows now, oldest first: the bot's messages and the people's."""
        with self._changed.lock:
            found = sorted(self._state.messages.items())
            return [dict(message) for (place, _), message in found if chat in (None, place)]

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

    def _tell(self, update: Content) -> None:
        """The update goes to the bot. The caller holds the lock."""
        self._state.new_update(update)
        self._changed.lock.notify_all()


@contextmanager
def bot_api(port: int = 0, host: str = "127.0.0.1") -> Iterator[BotApi]:
    """A Bot API server on 127.0.0.1 unless told; held requests are released at its end."""
    server = BotApi()
    side = BotSide(server.token, server._state, server._changed)
    pusher = Pusher(server._state, server._changed)
    with serving(side.answer, port, host, side.drops) as url:
        server.url = url
        try:
            yield server
        finally:
            side.close()
            pusher.close()
