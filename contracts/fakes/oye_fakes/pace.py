"""How fast a bot sends: measured always, enforced where a test asks for it.

Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

import math
from bisect import bisect_right
from dataclasses import dataclass, field

# Calls that count: what people see.
PACED = frozenset(
    {"sendMessage", "sendDocument", "editMessageText", "editMessageReplyMarkup", "sendLocation"}
)


@dataclass(frozen=True)
class Limits:
    """`per_second` messages of the whole bot in any second; one a second in a chat; in a group
    `per_minute` in any minute.
    """

    per_second: float = 30
    per_minute: int = 20


@dataclass(frozen=True)
class Exceeded:
    """A call that was one too many: which limit (`bot`, `chat` or `group`), where, when."""

    limit: str
    chat: int
    at: float
    retry_after: int


@dataclass
class Pace:
    """Arrivals in time.monotonic seconds. What was refused for its pace doesn't count."""

    limits: Limits | None = None
    arrivals: list[float] = field(default_factory=list)
    by_chat: dict[int, list[float]] = field(default_factory=dict)
    exceeded: list[Exceeded] = field(default_factory=list)

    def take(self, chat: int, at: float) -> Exceeded | None:
        """Note an arrival; where it is one too many, which limit it is over."""
        chats = self.by_chat.setdefault(chat, [])
        over = self._over(chat, chats, at)
        if over is not None:
            self.exceeded.append(over)
            return over
        self.arrivals.append(at)
        chats.append(at)
        return None

    def _over(self, chat: int, chats: list[float], at: float) -> Exceeded | None:
        if self.limits is None:
            return None
        if since(chats, at - 1) >= 1:
            return Exceeded("chat", chat, at, 1)
        if chat < 0 and since(chats, at - 60) >= self.limits.per_minute:
            oldest = chats[-self.limits.per_minute]
            return Exceeded("group", chat, at, max(math.ceil(oldest + 60 - at), 1))
        if since(self.arrivals, at - 1) >= self.limits.per_second:
            return Exceeded("bot", chat, at, 1)
        return None

    def peak(self, seconds: float) -> int:
        """The most that arrived in any such time."""
        ends = enumerate(self.arrivals, start=1)
        return max((n - bisect_right(self.arrivals, at - seconds) for n, at in ends), default=0)


def since(times: list[float], moment: float) -> int:
    """How many came after the moment."""
    return len(times) - bisect_right(times, moment)
