"""Random failures that a seed decides, the same in each run."""

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from oye_fakes.behaviour import Behaviour, Cut, bad_gateway, refusal, too_many

# Calls whose failure is one that a person would see.
FAILING = frozenset({"sendMessage", "editMessageText", "editMessageReplyMarkup"})


@dataclass
class Faults:
    """Shares of the calls that fail, each from 0 to 1; `cut`: done or not done, half and half.

    What a call meets depends on the seed, its chat, and how many came there before it: not on the
    order in which threads are served. Only `drop` (before the body is read) goes by the order.
    """

    seed: int
    rate429: float = 0
    rate403: float = 0
    rate502: float = 0
    cut: float = 0
    drop: float = 0
    retry_after: int = 1
    calls: Counter[int] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    dropper: Random = field(init=False)

    def __post_init__(self) -> None:
        self.dropper = Random(self.seed)  # noqa: S311 - a seed, so that it can be repeated

    def behaviour(self, method: str, chat: int) -> Behaviour | None:
        """What this call meets; None where it goes well."""
        if method not in FAILING:
            return None
        self.calls[chat] += 1
        dice = Random(f"{self.seed}:{chat}:{self.calls[chat]}")  # noqa: S311 - as above
        roll = dice.random()
        blocked = refusal(403, "Forbidden: bot was blocked by the user")
        faults: list[tuple[str, float, Behaviour]] = [
            ("429", self.rate429, too_many(self.retry_after)),
            ("403", self.rate403, blocked),
            ("502", self.rate502, bad_gateway()),
            ("cut", self.cut, Cut(taken=dice.random() < 0.5)),
        ]
        for name, share, behaviour in faults:
            if roll < share:
                self.met[name] += 1
                return behaviour
            roll -= share
        return None

    def drops(self, method: str) -> bool:
        """Whether the connection breaks before the body of this call is read."""
        dropped = method in FAILING and self.dropper.random() < self.drop
        self.met["drop"] += dropped
        return dropped
