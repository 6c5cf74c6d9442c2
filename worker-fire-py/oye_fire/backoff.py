"""Waits that grow."""

from dataclasses import dataclass


@dataclass
class Backoff:
    """0.1 s, doubled each time up to `most` seconds."""

    most: float
    wait: float = 0.1

    def next(self) -> float:
        """How long to wait now; the next time it is longer."""
        wait, self.wait = self.wait, min(self.wait * 2, self.most)
        return min(wait, self.most)

    def reset(self) -> None:
        """Begin anew: it went well."""
        self.wait = 0.1
