"""How much work one search may be."""

from dataclasses import dataclass, field
from math import inf

STEPS = 26_000


@dataclass(slots=True)
class Budget:
    """Steps that a rule's search may still take. It ends a search, never a series.

    `at` is a slot or an instant up to which the search has come; nothing before it was left out.
    """

    steps: int = STEPS
    at: int = 0

    def spent(self, steps: int = 1, at: int | None = None) -> bool:
        """Take steps, from `at` on; true when there were none left."""
        if at is not None and self.steps >= 0:
            self.at = at
        self.steps -= steps
        return self.steps < 0


@dataclass(slots=True)
class Work:
    """What the rules of one schedule may take together: about 20 ms, an equal share for each.

    `reached` is the instant behind which a rule may have been given up on, so that what others
    find there is not all that comes; `uncounted` says that the end of a COUNT was not found.
    """

    rules: int
    shares: list[Budget] = field(init=False)
    uncounted: bool = False
    reached: float = inf

    def __post_init__(self) -> None:
        self.shares = [Budget(self.share) for _ in range(self.rules)]

    @property
    def share(self) -> int:
        """The steps of each rule."""
        return STEPS // max(self.rules, 1)
