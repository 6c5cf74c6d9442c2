"""What a fake Bot API server remembers: chats, messages, updates, and how it shall fail."""

import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from oye_fakes.behaviour import Behaviour, Drop
from oye_fakes.faults import Faults
from oye_fakes.pace import Pace

Message = dict[str, Any]

# What a bot gets that never said what it wants (of what this server can say at all).
KINDS = ("message", "edited_message", "callback_query", "my_chat_member")


@dataclass(frozen=True)
class Call:
    """One call of a method: `params` as they were read, `body` the very bytes."""

    method: str
    params: dict[str, Any]
    body: bytes
    headers: dict[str, str]

    @property
    def chat(self) -> int | None:
        """The chat that the call names, if it names one."""
        chat = self.params.get("chat_id")
        return int(chat) if chat is not None else None


@dataclass(frozen=True)
class Hook:
    """Where updates are delivered to by POST, and the secret that comes with them."""

    url: str
    secret: str | None


@dataclass
class Script:
    """One planned failure: for a method, perhaps only in one chat, so many times."""

    method: str
    chat: int | None
    behaviour: Behaviour
    left: int

    def fits(self, call: Call) -> bool:
        """Whether this call is one of those it was planned for."""
        return self.left > 0 and self.method == call.method and self.chat in (None, call.chat)


@dataclass
class State:
    """Everything that is remembered. Guarded by the server's lock."""

    calls: list[Call] = field(default_factory=list)
    messages: dict[tuple[int, int], Message] = field(default_factory=dict)
    scripts: list[Script] = field(default_factory=list)
    blocked: set[int] = field(default_factory=set)
    unknown_chats: set[int] = field(default_factory=set)
    moved: dict[int, int] = field(default_factory=dict)
    closed_threads: set[tuple[int, int]] = field(default_factory=set)
    updates: deque[dict[str, Any]] = field(default_factory=deque)
    open_queries: set[str] = field(default_factory=set)
    commands: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    last_update: int = 0
    last_message: int = 0
    poller: int = 0
    pace: Pace = field(default_factory=Pace)
    faults: Faults | None = None
    wanted: tuple[str, ...] = KINDS
    hook: Hook | None = None
    hook_error: str | None = None
    routes: dict[str, str] = field(default_factory=dict)
    admins: set[tuple[int, int]] = field(default_factory=set)

    def planned(self, call: Call) -> Behaviour | None:
        """The behaviour planned for this call, used up by one; None where it goes well."""
        for script in self.scripts:
            if script.fits(call) and not isinstance(script.behaviour, Drop):
                script.left -= 1
                return script.behaviour
        if self.faults is None or call.chat is None:
            return None
        return self.faults.behaviour(call.method, call.chat)

    def drops(self, method: str) -> bool:
        """Whether the connection of a call of the method breaks before its body is read."""
        for script in self.scripts:
            if isinstance(script.behaviour, Drop) and script.left and script.method == method:
                script.left -= 1
                return True
        return self.faults is not None and self.faults.drops(method)

    def want(self, kinds: object) -> None:
        """The bot says which kinds of updates it wants; others are gone, and come no more."""
        if isinstance(kinds, list):
            self.wanted = tuple(str(kind) for kind in kinds) or KINDS
        kept = [update for update in self.updates if update.keys() & set(self.wanted)]
        self.updates.clear()
        self.updates.extend(kept)

    def new_message(self, chat: int, sender: dict[str, Any], content: dict[str, Any]) -> Message:
        """A message that now stands in a chat."""
        self.last_message += 1
        message = {
            "message_id": self.last_message,
            "from": sender,
            "chat": chat_of(chat),
            "date": int(time.time()),
            **content,
        }
        self.messages[chat, self.last_message] = message
        return message

    def new_update(self, content: dict[str, Any]) -> int:
        """Put an update where the bot gets it, if it wants such ones; its id."""
        self.last_update += 1
        if content.keys() & set(self.wanted):
            self.updates.append({"update_id": self.last_update, **content})
        return self.last_update


def chat_of(chat: int) -> dict[str, Any]:
    """A chat's object: a person's chat has a positive id, a supergroup's begins with -100."""
    if chat > 0:
        return {"id": chat, "type": "private", "first_name": f"Person {chat}"}
    kind = "supergroup" if str(chat).startswith("-100") else "group"
    return {"id": chat, "type": kind, "title": f"Group {chat}"}
