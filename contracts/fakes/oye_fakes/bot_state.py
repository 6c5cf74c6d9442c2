"""What a fake Bot API server remembers: chats, messages, updates, and how it shall fail."""

import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from oye_fakes.behaviour import Behaviour

Message = dict[str, Any]


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

    def planned(self, call: Call) -> Behaviour | None:
        """The behaviour planned for this call, used up by one; None where it goes well."""
        for script in self.scripts:
            if script.fits(call):
                script.left -= 1
                return script.behaviour
        return None

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
        """Put an update where getUpdates finds it; its id."""
        self.last_update += 1
        self.updates.append({"update_id": self.last_update, **content})
        return self.last_update


def chat_of(chat: int) -> dict[str, Any]:
    """A chat's object: a person's chat has a positive id, a supergroup's begins with -100."""
    if chat > 0:
        return {"id": chat, "type": "private", "first_name": f"Person {chat}"}
    kind = "supergroup" if str(chat).startswith("-100") else "group"
    return {"id": chat, "type": kind, "title": f"Group {chat}"}
