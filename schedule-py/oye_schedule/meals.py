"""Meals beside a time: "dinner tomorrow at 8" is in the evening, "lunch at 1" after noon."""

from typing import Any

from oye_schedule.clauses import Fields, fields
from oye_schedule.lexer import Lattice

# The hours of a clock of 12 that a meal makes sure; others stay as they are.
HOURS = {"am": range(5, 12), "midday": (12, 1, 2, 3, 4), "evening": range(5, 12)}


def with_meal(
    lattice: Lattice, spans: list[tuple[int, int]], readings: dict[Fields, int]
) -> dict[Fields, int]:
    """The readings, with the part of the day of the one meal that the rest of the text names."""
    inside = {at for begin, end in spans for at in range(begin, end)}
    places = [edges for at, edges in enumerate(lattice.edges) if at not in inside]
    parts = {part for edges in places for _, part in edges.get("meal", ())}
    if len(parts) != 1:
        return readings
    part = parts.pop()
    return {_eaten(found, part): cost for found, cost in readings.items()}


def _eaten(found: Fields, part: str) -> Fields:
    named: dict[str, Any] = dict(found)
    open_hours = (
        sure in ("12", "12:", "24h") and hour in HOURS[part]
        for hour, _, _, sure in named.get("times", ())
    )
    if "part" in named or not any(open_hours):
        return found
    return fields(**named, part=part)
