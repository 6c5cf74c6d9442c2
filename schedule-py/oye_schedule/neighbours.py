"""A phrase of time and the words that it may be asked for beside it."""

from dataclasses import dataclass
from typing import Any

from oye_schedule.chart import Chart
from oye_schedule.lexer import Lattice

PARTS = ("part", "parts", "in_part")
SIGNS = ("+", "±", "~", "<", ">")
FARTHEST = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `begin` to `end` of a text and the fields that they may mean."""

    lattice: Lattice
    chart: Chart
    begin: int
    end: int
    found: tuple[dict[str, Any], ...]

    def starts(self, end: int, *tags: str) -> list[int]:
        """Where words of some tags begin that end at a place."""
        return [
            at
            for at in range(max(end - FARTHEST, 0), end)
            if any(stop == end for tag in tags for stop, _ in self.lattice.edges[at].get(tag, ()))
        ]

    def ends(self, at: int, *tags: str) -> list[int]:
        """Where words of some tags end that begin at a place."""
        if at >= len(self.lattice.tokens):
            return []
        return [stop for tag in tags for stop, _ in self.lattice.edges[at].get(tag, ())]

    def minutes(self, at: int) -> list[int]:
        """Where a number ends that may be an hour or its minutes."""
        return [stop for stop, number in self.chart.read("number", at) if number in range(60)]

    def timed(self) -> bool:
        """Whether it tells an hour."""
        return any("times" in found for found in self.found)

    def last(self, at: int) -> bool:
        """Whether no word stands from a place on."""
        return not any(token.word.isalnum() for token in self.lattice.tokens[at:])

    def word(self, at: int) -> str:
        tokens = self.lattice.tokens
        return tokens[at].word if 0 <= at < len(tokens) else ""
