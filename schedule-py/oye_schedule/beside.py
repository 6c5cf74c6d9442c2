"""Refusing a phrase of time beside which words of time stand: a part of what was said is wrong."""

from oye_schedule.after import changed_after
from oye_schedule.before import changed_before, counts, signs, stray_words
from oye_schedule.chart import Chart
from oye_schedule.clauses import Fields
from oye_schedule.lexer import Lattice
from oye_schedule.neighbours import Phrase
from oye_schedule.problem import ScheduleError

Span = tuple[int, int]
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
    _refuse_movable(lattice, span)
    _refuse_zone(lattice, span)
    _refuse_lead(lattice, chart, span)
    _refuse_series(lattice, span, readings)
    phrase = Phrase(lattice, chart, span[0], span[1], tuple(map(dict, readings)))
    if changed_before(phrase) or changed_after(phrase):
        first = min([span[0], *stray_words(phrase), *counts(phrase), *signs(phrase)])
        raise not_understood(lattice.text[lattice.tokens[first].start :], "text")


def _said(lattice: Lattice, span: Span) -> str:
    return lattice.text[lattice.tokens[span[0]].start : lattice.tokens[span[1] - 1].end]


def _refuse_movable(lattice: Lattice, span: Span) -> None:
    """Refuse a span that is a part of a day's name: "black friday", "easter monday"."""
    for at in range(max(span[0] - 4, 0), span[1]):
        for stop, _ in lattice.edges[at].get("movable", ()):
            if stop > span[0]:
                raise ScheduleError(
                    "not_understood",
                    f"{_said(lattice, (at, stop))!r} is another day each year; give its date",
                    field="text",
                )


def _refuse_lead(lattice: Lattice, chart: Chart, span: Span) -> None:
    """Refuse a time before which something is due: "10 minutes before the meeting at 5pm"."""
    for at in range(len(lattice.tokens)):
        for end, _ in chart.read("span", at) if not span[0] <= at < span[1] else ():
            if end < len(lattice.tokens) and "before" in lattice.edges[end]:
                raise not_understood(lattice.text[lattice.tokens[at].start :], "text")


def _refuse_series(lattice: Lattice, span: Span, readings: dict[Fields, int]) -> None:
    """Refuse an hour of days that are not known: "every payday at 9" is no mere nine o'clock."""
    dayless = all(set(dict(fields)) <= {"times", "part", "loose", "dotted"} for fields in readings)
    if dayless and any(span[0] - stop == 1 for stop, _ in lattice.edges[0].get("every", ())):
        raise not_understood(lattice.text, "text")


def _refuse_zone(lattice: Lattice, span: Span) -> None:
    """Refuse a time with a zone of letters, which several have, or of a city that is unknown."""
    after = lattice.tokens[span[1] : span[1] + 2]
    words = [lattice.text[token.start : token.end] for token in after]
    letters = bool(words) and (words[0] in ZONE_LETTERS or words[0].lower() in ZONE_WORDS)
    head = lattice.lexicon.table["say"]["zone"].partition("{city}")[0].split()
    near = [token.word for token in lattice.tokens[max(span[1] - 1, 0) : span[1] + len(head)]]
    unknown = bool(head) and (near[: len(head)] == head or near[1:] == head)
    if letters or unknown:
        said = f"{words[0]!r} may be several zones" if letters else "that zone is not known"
        raise ScheduleError(
            "unknown_timezone",
            f"{said}, after {_said(lattice, span)!r}; name one such as America/Los_Angeles",
            field="text",
        )
