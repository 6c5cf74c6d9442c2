"""Words of time that stand beside a phrase and fit nowhere: a part of what was said is wrong."""

from collections.abc import Iterator
from typing import Any

from oye_schedule.chart import Chart
from oye_schedule.clauses import Fields
from oye_schedule.lexer import Lattice
from oye_schedule.problem import ScheduleError

Span = tuple[int, int]
# Words that change what follows them: left over, they would make it a wrong reading.
STRAY = (
    "begin_of",
    "middle_of",
    "end_of",
    "before",
    "after",
    "except",
    "until",
    "past_word",
    "every",
)
# What a number counts, where it stands before it: "3 business days" is not every such day.
COUNTED = ("weekdays", "workday", "workdays", "weekends", "parts")
# What ends a phrase and changes it: "monday next".
LAST = ("next", "next_after", "coming", "coming_after", "past_word", "after_next", "other_after")
SIGNS = ("+", "±", "~", "<", ">")
PARTS = ("part", "parts", "in_part")
ZONE_LETTERS = frozenset(("PST", "PDT", "MST", "MDT", "CST", "CDT", "EST", "EDT", "BST", "WET"))
ZONE_LETTERS |= {"CET", "CEST", "EET", "EEST", "IST", "JST", "AEST", "AEDT", "ET", "PT", "CT", "MT"}
ZONE_WORDS = frozenset(("eastern", "central", "mountain", "pacific", "atlantic"))


def not_understood(text: str, field: str) -> ScheduleError:
    """The error for a text in which no time is found."""
    return ScheduleError(
        "not_understood",
        f"{text.strip()[:60]!r} is not understood as a time; such as 'tomorrow 9am', "
        "'in 10 minutes', 'every weekday at 9' or 2026-12-24T18:00",
        field=field,
    )


def refuse_part_of(lattice: Lattice, chart: Chart, span: Span, readings: dict[Fields, int]) -> None:
    """Refuse a span beside which stand words of time that it leaves out.

    "the end of sunday" is not sunday, "in 3 business days" not every such day, and "8:00 PST" not
    8:00 here.
    """
    begin, end = span
    moving = _overlapping(lattice, "movable", span)
    if moving is not None:
        raise ScheduleError(
            "not_understood",
            f"the day of {_said(lattice, moving)!r} is another each year; give its date",
            field="text",
        )
    _refuse_zone(lattice, span)
    fields = [dict(found) for found in readings]
    if _led_astray(lattice, span) or _goes_on(lattice, chart, end, fields):
        at = next(_starts(lattice, begin, STRAY), begin)
        raise not_understood(lattice.text[lattice.tokens[at].start :], "text")


def _said(lattice: Lattice, span: Span) -> str:
    return lattice.text[lattice.tokens[span[0]].start : lattice.tokens[span[1] - 1].end]


def _overlapping(lattice: Lattice, tag: str, span: Span) -> Span | None:
    for at in range(max(span[0] - 4, 0), span[1]):
        for stop, _ in lattice.edges[at].get(tag, ()):
            if stop > span[0]:
                return at, stop
    return None


def _starts(lattice: Lattice, begin: int, tags: tuple[str, ...]) -> Iterator[int]:
    """Where words of some tags stand that lead to a place, or reach over it."""
    for at in range(max(begin - 5, 0), begin):
        if any(stop >= begin for tag in tags for stop, _ in lattice.edges[at].get(tag, ())):
            yield at


def _ends_at(lattice: Lattice, end: int, *tags: str) -> list[int]:
    """Where words of some tags begin that end at a place."""
    return [
        at
        for at in range(max(end - 4, 0), end)
        if any(stop == end for tag in tags for stop, _ in lattice.edges[at].get(tag, ()))
    ]


def _led_astray(lattice: Lattice, span: Span) -> bool:
    """Whether what stands before a span changes it."""
    begin = span[0]
    if next(_starts(lattice, begin, STRAY), None) is not None or _hyphened(lattice, begin):
        return True
    numbers = _ends_at(lattice, begin, "number", "ordinal")
    if numbers and any(tag in lattice.edges[begin] for tag in COUNTED):
        return True
    if any(_ends_at(lattice, at, "in") for at in numbers):
        return True
    amounts = any(stop > begin for stop, _ in lattice.edges[begin].get("number", ()))
    if amounts and _ends_at(lattice, begin, "in"):
        return True
    if any(_ends_at(lattice, at, "unit", "part") for at in _ends_at(lattice, begin, "of")):
        return True
    if any(
        _ends_at(lattice, at, "at", "before", "after") for at in _ends_at(lattice, begin, "moment")
    ):
        return True
    if any(0 in (at, *_ends_at(lattice, at, "filler")) for at in numbers):
        return True
    if any(_ends_at(lattice, at, "week_number") for at in numbers):
        return True
    if _ends_at(lattice, begin, "vague") or _ends_at(lattice, begin - 1, "owner"):
        return True
    if begin and lattice.tokens[begin - 1].word in SIGNS:
        return True
    through = [*_ends_at(lattice, begin, "to", "dash"), *([begin] * ("to" in lattice.edges[begin]))]
    return any(_ends_at(lattice, at, "digits", "weekday") for at in through)


def _hyphened(lattice: Lattice, at: int) -> bool:
    """Whether a hyphen joins the words on both sides of a place: "mid-november"."""
    if not 2 <= at < len(lattice.tokens) or lattice.tokens[at - 1].word != "-":
        return False
    one, dash, other = lattice.tokens[at - 2 : at + 1]
    return one.word.isalpha() and one.end == dash.start and dash.end == other.start


def _goes_on(lattice: Lattice, chart: Chart, end: int, found: list[dict[str, Any]]) -> bool:
    """Whether what stands after a span goes on with it."""
    if end == len(lattice.tokens):
        return False
    edges, token = lattice.edges[end], lattice.tokens[end]
    if token.word in SIGNS or {"end_of", "begin_of", "vague"} & set(edges):
        return True
    timed = any("times" in one for one in found)
    begins = [end, *(at for at, _ in edges.get("comma", ()) if at < len(lattice.tokens))]
    hours = [at for b in begins for at, n in lattice.edges[b].get("number", ()) if n in range(25)]
    if not timed and any(_ends(lattice, at) for at in hours):
        return True
    if any(_has(lattice, at, "moment") or _signed(lattice, at) for at, _ in edges.get("at", ())):
        return True
    glued = token.start == lattice.tokens[end - 1].end and token.word.isalnum()
    if glued or "unit" in edges or "and_half" in edges:
        return True
    if "on" in edges and all(map(_bare_series, found)):
        return True
    if any(chart.read("point", at) for tag in ("before", "after") for at, _ in edges.get(tag, ())):
        return True
    bounded = any("every" in one for one in found) and {"until", "except", "starting"} & set(edges)
    if bounded or any(_ends(lattice, at) for tag in LAST for at, _ in edges.get(tag, ())):
        return True
    within = [at for tag in ("of", "on") for at, _ in edges.get(tag, ())]
    within += [stop for at in within for stop, _ in chart.read("filler", at)]
    if any(_has(lattice, at, "month", "unit", "vague") for at in within):
        return True
    counts = [stop for at, _ in edges.get("in", ()) for stop, _ in chart.read("number", at)]
    joined = [at for at, _ in edges.get("and", ())]
    counts += [stop for at in joined for stop, _ in chart.read("number", at)]
    return any(_ends(lattice, at) for at in counts) or any(
        _has(lattice, at, *PARTS, "past_word") for at in joined
    )


def _signed(lattice: Lattice, at: int) -> bool:
    return at < len(lattice.tokens) and lattice.tokens[at].word == ":"


def _has(lattice: Lattice, at: int, *tags: str) -> bool:
    return at < len(lattice.tokens) and any(tag in lattice.edges[at] for tag in tags)


def _ends(lattice: Lattice, at: int) -> bool:
    return not any(token.word.isalnum() for token in lattice.tokens[at:])


def _bare_series(found: dict[str, Any]) -> bool:
    """Whether fields say "every month" or "every year", and not on which day of it."""
    unit = found.get("every", ("", 0))[0]
    return unit in ("month", "year") and not {"days", "nths", "month_days", "months"} & set(found)


def _refuse_zone(lattice: Lattice, span: Span) -> None:
    """Refuse a time with a zone of letters, which several have, or of a city that is unknown."""
    after = lattice.tokens[span[1] : span[1] + 2]
    words = [lattice.text[token.start : token.end] for token in after]
    letters = bool(words) and (words[0] in ZONE_LETTERS or words[0].lower() in ZONE_WORDS)
    head = lattice.lexicon.table["say"]["zone"].partition("{city}")[0].split()
    near = [token.word for token in lattice.tokens[max(span[1] - 1, 0) : span[1] + len(head)]]
    unknown = bool(head) and (near[: len(head)] == head or near[1:] == head)
    if letters or unknown:
        name = f"{words[0]} after {_said(lattice, span)!r}" if letters else " ".join(words)
        raise ScheduleError(
            "unknown_timezone",
            f"{name} may be several zones; name one such as America/Los_Angeles",
            field="text",
        )
