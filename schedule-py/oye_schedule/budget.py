"""How much work one search may be."""

from dataclasses import dataclass


@dataclass(slots=True)
class Budget:
    """Steps that a search may still take: about 20 ms of them. It ends a search, never a series."""

    steps: int = 24_000
    uncounted: bool = False

    def spent(self, steps: int = 1) -> bool:
        """Take steps; true when there were none left."""
        self.steps -= steps
        return self.steps < 0
