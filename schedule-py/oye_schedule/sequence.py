"""Sequences of clauses: where in a text a time is told, and all that it may mean."""

from typing import Any

from oye_schedule.beside import not_understood, refuse_part_of
from oye_schedule.chart import Chart
from oye_schedule.clauses import Fields, fields, merged, two_times
from oye_schedule.grammar import GRAMMAR
from oye_schedule.lexer import Lattice
from oye_schedule.problem import ScheduleError

Span = tuple[int, int]
MOST_READINGS = 48
MOST_FILLERS = 4
ANCHORS = {
    "every",
    "named",
    "shift",
    "days",
    "nths",
    "month_days",
    "months",
    "rel",
    "times",
    "part",
    "instant",
    "after_done",
    "past",
}


class Reader:
    """Sequences of clauses over one lattice, each reading with the number of its clauses."""

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        self.chart = Chart(lattice, GRAMMAR)
        self._known: dict[int, dict[int, dict[Fields, int]]] = {}

    def from_token(self, at: int) -> dict[int, dict[Fields, int]]:
        """For each index after it: the fields that the tokens from `at` may mean, and a cost."""
        if at in self._known:
            return self._known[at]
        found: dict[int, dict[Fields, int]] = {}
        self._known[at] = found
        for middle, first in self.chart.read("clause", at):
            self._keep(found, middle, first, 1)
            for begin, linked in self.after_filler(middle).items():
                for end, readings in self.from_token(begin).items():
                    self.chart.spend(2 * len(readings))
                    for rest, cost in list(readings.items()):
                        two = linked and two_times(first, rest)
                        together = None if two else merged(first, rest)
                        if together is not None:
                            self._keep(found, end, together, cost + 1)
        return found

    def after_filler(self, at: int) -> dict[int, bool]:
        """Where a clause may begin after an index, and whether "and" or "or" stands before it."""
        places, edge = {at: False}, [at]
        while edge:
            index = edge.pop()
            for name in ("filler", "comma", "and"):
                for end, _ in self.chart.read(name, index):
                    if end not in places and end <= at + MOST_FILLERS:
                        places[end] = places[index] or name == "and"
                        edge.append(end)
        size = len(self.lattice.tokens)
        return {place: linked for place, linked in places.items() if place < size}

    def within(self, at: int) -> dict[int, dict[Fields, int]]:
        """from_token for a part of a sentence, where `20.50` may be an amount of money.

        "tomorrow 9.30 call bob" begins with its time: nobody begins with a day and an amount.
        """
        found = self.from_token(at)
        if at == 0 or not self.lattice.lexicon.table.get("dotted_amounts"):
            return found
        kept = {
            end: {fields: cost for fields, cost in readings.items() if "dotted" not in dict(fields)}
            for end, readings in found.items()
        }
        return {end: readings for end, readings in kept.items() if readings}

    @staticmethod
    def _keep(found: dict[int, dict[Fields, int]], end: int, fields: Fields, cost: int) -> None:
        readings = found.setdefault(end, {})
        if len(readings) < MOST_READINGS or fields in readings:
            readings[fields] = min(cost, readings.get(fields, cost))


def fillers_to(reader: Reader, at: int) -> set[int]:
    """The ends that fillers and a closing dot reach from an index."""
    reached, edge = {at}, [at]
    tokens = reader.lattice.tokens
    while edge:
        index = edge.pop()
        ends = [end for end, _ in reader.chart.read("filler", index)]
        if index < len(tokens) and tokens[index].word in ".!?,;":
            ends.append(index + 1)
        for end in ends:
            if end not in reached and end <= at + MOST_FILLERS:
                reached.add(end)
                edge.append(end)
    return reached


def whole(reader: Reader) -> dict[Fields, int]:
    """What a text may mean of which every word tells the time."""
    size = len(reader.lattice.tokens)
    readings: dict[Fields, int] = {}
    for begin in [0, *reader.after_filler(0)] if size else []:
        for end, found in reader.from_token(begin).items():
            if end == size or size in fillers_to(reader, end):
                readings.update({k: min(v, readings.get(k, v)) for k, v in found.items()})
    return readings


def anchored(fields: Fields) -> bool:
    """Whether fields tell one time: not only how long or how often, and not two days in one.

    "May on Friday" and "April tomorrow" are people's names beside a day.
    """
    found = set(dict(fields))
    if not ANCHORS & found:
        return False
    if "every" in found or "plural" in found:
        return True
    dated = found & {"month_days", "nths", "positions", "year"}
    if "named" in found and (dated or "months" in found or "rel" in found):
        return False
    return not ("months" in found and not dated and found & {"days", "times", "part"})


def found_in(
    reader: Reader, text: str, chosen: tuple[str, ...] = ()
) -> tuple[list[Span], dict[Fields, int]]:
    """Where a sentence tells its time, in order, and what that may mean.

    A time may stand in two places ("tomorrow call mum at 9"). Words of time that fit nowhere make
    the whole ambiguous, for a part of what was said would be a wrong reading.
    """
    candidates = _spans(reader)
    if not candidates:
        raise not_understood(text, "text")
    first = candidates[0]
    readings = reader.within(first[0])[first[1]]
    refuse_part_of(reader.lattice, reader.chart, first, readings)
    others = [span for span in candidates if _apart(first, span)]
    if not others:
        _refuse_hour_left(reader, first, readings)
        more_words = any(token.word.isalnum() for token in reader.lattice.tokens[first[1] :])
        return [first], _soon(readings) if more_words else readings
    second = others[0]
    more = reader.within(second[0])[second[1]]
    refuse_part_of(reader.lattice, reader.chart, second, more)
    together = _both(readings, more)
    third = next((span for span in others if _apart(second, span)), None)
    if not together or third is not None:
        several = [first, second if not together or third is None else third]
        for span in several:
            if _words(reader.lattice, span) in chosen:
                return [span], reader.within(span[0])[span[1]]
        raise _several(reader.lattice, several)
    return sorted([first, second]), together


def _soon(readings: dict[Fields, int]) -> dict[Fields, int]:
    """The readings, of which "friday 30 pushups" is a date only if that date comes soon."""
    return {
        fields(**dict(found), among=True) if "near" in dict(found) else found: cost
        for found, cost in readings.items()
    }


def _apart(one: Span, other: Span) -> bool:
    return other[0] >= one[1] or other[1] <= one[0]


def _both(readings: dict[Fields, int], others: dict[Fields, int]) -> dict[Fields, int]:
    """What two places mean together, where they tell one time."""
    together: dict[Fields, int] = {}
    for one, cost in readings.items():
        for other, more in others.items():
            both = merged(one, other)
            if both and anchored(both) and _go_together(dict(one), dict(other)):
                together[both] = cost + more
    return together


def _words(lattice: Lattice, span: Span) -> str:
    begin, end = span
    return lattice.text[lattice.tokens[begin].start : lattice.tokens[end - 1].end]


def _several(lattice: Lattice, spans: list[Span]) -> ScheduleError:
    said = tuple(_words(lattice, span) for span in spans)
    return ScheduleError(
        "ambiguous_time",
        f"{said[0]!r} or {said[1]!r}: say only when it is due",
        field="text",
        choices=said,
    )


def _refuse_hour_left(reader: Reader, span: Span, readings: dict[Fields, int]) -> None:
    """Refuse a day beside which "at 8" is left over: it may be the hour, or "at 8 houses"."""
    if any({"times", "part"} & set(dict(fields)) for fields in readings):
        return
    for at, edges in enumerate(reader.lattice.edges):
        for middle, _ in edges.get("perhaps_at", ()):
            ends = [end for end, n in reader.chart.read("number", middle) if 1 <= n <= 24]
            if ends and _apart(span, (at, ends[0])):
                raise _several(reader.lattice, [span, (at, ends[0])])


def led_in(lattice: Lattice, begin: int) -> int:
    """Where a span begins with the word that leads to it: the "for" of "for tomorrow"."""
    for at in range(max(begin - 3, 0), begin):
        if any(stop == begin for stop, _ in lattice.edges[at].get("lead", ())):
            return at
    return begin - 1 if begin and _quoted(lattice, begin) else begin


def _quoted(lattice: Lattice, begin: int) -> bool:
    """Whether an apostrophe of the span's own stands before it: "'s avonds"."""
    mark, word = lattice.tokens[begin - 1], lattice.tokens[begin]
    loose = begin == 1 or lattice.tokens[begin - 2].end < mark.start
    return loose and mark.word in ("'", "’") and mark.end == word.start and len(word.word) == 1


def _go_together(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two places tell one time: a day and an hour, or "monthly" and "on the 15th"."""
    first, second = (
        set(found) - {"times", "part", "zone", "loose", "dotted"} for found in (one, other)
    )
    often = {"every"} in (first, second) and not {"named", "shift", "year"} & (first | second)
    return bool(first) != bool(second) or (often and first != second)


def _spans(reader: Reader) -> list[Span]:
    """Where words are surely meant as a time: the longest first, of equals the last."""
    lattice = reader.lattice
    found = []
    for begin in range(len(lattice.tokens)):
        for end, readings in reader.within(begin).items():
            timed = any(anchored(fields) for fields in readings)
            if timed and _strong(lattice, begin, end, readings):
                found.append((begin, end))
    return sorted(found, key=lambda span: (span[1] - span[0], span[1]), reverse=True)


def _led(lattice: Lattice, begin: int, end: int, readings: dict[Fields, int], at_end: bool) -> bool:
    """Whether a preposition shows that weak words tell a time: "over een uur", "na segunda"."""
    first = lattice.edges[begin]
    found = [set(dict(fields)) for fields in readings]
    if end - begin > 1 and any("shift" in names for names in found):
        return True
    timed = "at" in first and any("times" in names for names in found)
    named = {"on", "from"} & set(first) and "article" not in first
    day = named and any("days" in names for names in found)
    often = any("every" in names for names in found)
    told = (timed and begin == 0) or ((timed or day or often) and at_end)
    return bool(end - begin > 1 and told)


def _dated(lattice: Lattice, begin: int, end: int, at_end: bool) -> bool:
    """Whether digits are a date: one with its year, or 24/12 at the beginning or the end.

    3/2 may be a score, 24/7 is "always"; 24.12. with its dots is a date where ordinals have them.
    """
    dates = [date for stop, date in lattice.edges[begin].get("date", ()) if stop == end]
    signs = {token.word for token in lattice.tokens[begin:end] if not token.word.isdigit()}
    dotted = signs == {"."} and bool(lattice.lexicon.table.get("dot_ordinal"))
    words = [token.word for token in lattice.tokens[begin:end]]
    slashed = signs == {"/"} and max(map(len, words)) > 1 and words != ["24", "/", "7"]
    alone = (slashed or dotted) and (begin == 0 or at_end)
    return any(year is not None or alone for year, _, _ in dates)


def _strong(lattice: Lattice, begin: int, end: int, readings: dict[Fields, int]) -> bool:
    """Whether words are surely meant as a time, and not a part of what the sentence says."""
    words = [token.word for token in lattice.tokens[begin:end]]
    rest = [token.word for token in lattice.tokens[end:]]
    at_end = not any(word.isalnum() for word in rest)
    weak = all(word in lattice.lexicon.weak or not word.isalnum() for word in words)
    numbers = all(word.isdigit() or not word.isalnum() for word in words)
    said = any(
        "named" in fields or ("part" in fields and "loose" not in fields)
        for fields in map(dict, readings)
    )
    clock = any({"time", "oclock", "at_hour"} & set(lattice.edges[at]) for at in range(begin, end))
    dated = _dated(lattice, begin, end, at_end)
    hour = words[0] == "@" and at_end
    led = _led(lattice, begin, end, readings, at_end)
    if (weak and not said and not led) or (
        numbers and not (dated or hour) and not any(":" in word for word in words)
    ):
        return False
    bare = all(
        set(dict(fields)) <= {"times", "month_days", "part", "months", "dotted"}
        for fields in readings
    )
    months = all(set(dict(fields)) == {"months"} for fields in readings)
    near = all(dict(fields).get("near") and "times" not in dict(fields) for fields in readings)
    often = all(set(dict(fields)) == {"every"} for fields in readings)
    before = set(lattice.edges[begin - 1]) if begin else set()
    owned, greeted = "article" in before, "greeting" in before
    counted = all(set(dict(fields)) == {"month_days"} for fields in readings)
    spelled = counted and not any(word.isdigit() for word in words)
    spelled &= not any({"unit", "month_end"} & set(lattice.edges[at]) for at in range(begin, end))
    if months or greeted or ((near or spelled or (often and owned)) and not at_end):
        return False
    return at_end or begin == 0 or not bare or clock
