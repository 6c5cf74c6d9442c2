"""A small chart parser: grammar rules over a lattice of meanings, every reading kept."""

from collections.abc import Callable, Iterator
from typing import Any

from oye_schedule.lexer import Lattice
from oye_schedule.problem import ScheduleError

# About 20 ms of work; phrases that people write take a tenth of it.
MOST_STEPS = 12_000
Build = Callable[..., Any]
Item = tuple[str, bool, bool]
Rules = dict[str, list[tuple[tuple[Item, ...], Build]]]
Patterns = dict[str, list[tuple[str, Build]]]


def _item(word: str) -> Item:
    """(name, is captured, may be left out) of `@name?`."""
    return word.strip("@?"), word.startswith("@"), word.endswith("?")


def rules(grammar: Patterns) -> Rules:
    """A grammar with its patterns split; a pattern is words, `@` captures and `?` is optional."""
    return {
        name: [
            (tuple(_item(word) for word in pattern.split()), build) for pattern, build in entries
        ]
        for name, entries in grammar.items()
    }


class Chart:
    """What each rule can read from each place, found once and remembered."""

    def __init__(self, lattice: Lattice, grammar: Rules) -> None:
        self.lattice = lattice
        self._rules = grammar
        self._known: dict[tuple[str, int], list[tuple[int, Any]]] = {}
        self._steps = MOST_STEPS

    def read(self, name: str, at: int) -> list[tuple[int, Any]]:
        """(index after it, value) of each way to read a rule or a tag at a token."""
        self.spend(1)
        if at >= len(self.lattice.tokens):
            return []
        if name not in self._rules:
            return self.lattice.edges[at].get(name, [])
        key = (name, at)
        if key not in self._known:
            # A rule that stands at its own beginning reads nothing there: no endless descent.
            self._known[key] = []
            found: list[tuple[int, Any]] = []
            for items, build in self._rules[name]:
                for end, captured in self._sequence(items, at):
                    value = build(*captured)
                    if value is not None and (end, value) not in found:
                        found.append((end, value))
            self._known[key] = found
        return self._known[key]

    def spend(self, steps: int) -> None:
        """Take steps of the work that one text is worth; ScheduleError too_long beyond it."""
        self._steps -= steps
        if self._steps < 0:
            raise ScheduleError(
                "too_long",
                "there are too many words of time in this; say the time in fewer",
                field="when",
            )

    def _sequence(self, items: tuple[Item, ...], at: int) -> Iterator[tuple[int, tuple[Any, ...]]]:
        if not items:
            yield at, ()
            return
        (name, captured, optional), rest = items[0], items[1:]
        for middle, value in self.read(name, at):
            for end, values in self._sequence(rest, middle):
                yield end, ((value, *values) if captured else values)
        if optional:
            for end, values in self._sequence(rest, at):
                yield end, ((None, *values) if captured else values)
