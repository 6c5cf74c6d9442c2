"""What stands right before a phrase of time and changes it."""

from collections.abc import Callable

from oye_schedule.neighbours import FARTHEST, PARTS, SIGNS, Phrase

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


def stray_words(phrase: Phrase) -> list[int]:
    """Where words stand that change what follows, up to a phrase or into it."""
    edges = phrase.lattice.edges
    return [
        at
        for at in range(max(phrase.begin - FARTHEST, 0), phrase.begin)
        if any(stop >= phrase.begin for tag in STRAY for stop, _ in edges[at].get(tag, ()))
    ]


def _counted(phrase: Phrase) -> bool:
    """ "3 business days", "in 2 mondays", "3 tomorrow" as a whole; not "5 in 10 minutes"."""
    return any(
        phrase.ends(phrase.begin, *COUNTED)
        or phrase.starts(at, "in", "next", "unit", "week_number")
        or (0 in (at, *phrase.starts(at, "filler")) and not _waits(phrase))
        for at in counts(phrase)
    )


def counts(phrase: Phrase) -> list[int]:
    """Where numbers begin that end right before a phrase."""
    return phrase.starts(phrase.begin, "number", "ordinal")


def _waits(phrase: Phrase) -> bool:
    """ "in 10 minutes": what begins so is complete, and no number counts it or is its hour."""
    waits = all("shift" in reading for reading in phrase.found)
    return waits and bool(phrase.ends(phrase.begin, "in"))


def _in_so_many(phrase: Phrase) -> bool:
    """ "in 2 weeks on monday", of which "2 weeks on monday" is another time."""
    return bool(phrase.ends(phrase.begin, "number") and phrase.starts(phrase.begin, "in"))


def _of_a_part(phrase: Phrase) -> bool:
    """ "the week of december 5", "the evening of tomorrow"."""
    of = phrase.starts(phrase.begin, "of")
    return any(phrase.starts(at, "unit", "part") for at in of)


def _of_a_range(phrase: Phrase) -> bool:
    """ "3-4pm", "from 1 to 10 december": the second of two."""
    through = phrase.starts(phrase.begin, "to", "dash")
    through += [phrase.begin] if phrase.ends(phrase.begin, "to") else []
    between = bool(phrase.starts(phrase.begin, "and")) and any(
        phrase.ends(at, "between") for at in range(max(phrase.begin - FARTHEST, 0), phrase.begin)
    )
    return between or any(phrase.starts(at, "digits", "digit_ordinal", "weekday") for at in through)


def _second_of_two(phrase: Phrase) -> bool:
    """ "morgen und Freitag um 9", "täglich 8 und 20 Uhr", whose first word alone is no time."""
    begins = [phrase.begin, *phrase.starts(phrase.begin, "filler")]
    joined = [at for begin in begins for at in phrase.starts(begin, "and")]
    if phrase.timed() and any(phrase.starts(at, "number") for at in joined):
        return True
    return any(phrase.starts(at, "named", "weekday", "weekdays", *PARTS) for at in joined)


def _of_a_span(phrase: Phrase) -> bool:
    """ "a week monday", "the week after next on monday"."""
    if phrase.starts(phrase.begin, "after_next"):
        return True
    units = phrase.starts(phrase.begin, "unit")
    counted = any(phrase.starts(at, "number") for at in units)
    return counted and bool(phrase.ends(phrase.begin, "weekday"))


def _vague_before(phrase: Phrase) -> bool:
    """ "at lunch tomorrow", "next summer tomorrow", "monday's 9am"."""
    moments = phrase.starts(phrase.begin, "moment", "doing")
    owner = phrase.starts(phrase.begin - 1, "owner")
    told = any(phrase.starts(at, "before", "after") for at in moments)
    meals = [] if phrase.timed() else phrase.starts(phrase.begin, "moment")
    told |= any(phrase.starts(at, "at") for at in meals)
    return told or bool(phrase.starts(phrase.begin, "vague") or owner)


def signs(phrase: Phrase) -> list[int]:
    """Where a sign stands right before a phrase that is no end of a word: "+2h", not "C++ at 5"."""
    tokens, sign = phrase.lattice.tokens, phrase.begin - 1
    if phrase.word(sign) not in SIGNS:
        return []
    first = sign
    while phrase.word(first - 1) in SIGNS and tokens[first - 1].end == tokens[first].start:
        first -= 1
    apart = phrase.begin == len(tokens) or tokens[sign].end < tokens[phrase.begin].start
    ends = (
        first > 0
        and phrase.word(first - 1).isalnum()
        and (tokens[first - 1].end == tokens[first].start)
    )
    return [] if apart and ends else [sign]


def _signed_before(phrase: Phrase) -> bool:
    """ "+2h" and "mid-november"."""
    before = phrase.word(phrase.begin - 1)
    if signs(phrase) or (before == ":" and phrase.word(phrase.begin - 2).isdigit()):
        return True
    if before != "-" or phrase.begin < 2 or phrase.begin == len(phrase.lattice.tokens):
        return False
    one, dash, other = phrase.lattice.tokens[phrase.begin - 2 : phrase.begin + 1]
    return one.word.isalpha() and one.end == dash.start and dash.end == other.start


CHECKS: tuple[Callable[[Phrase], bool], ...] = (
    _counted,
    _in_so_many,
    _of_a_part,
    _of_a_range,
    _second_of_two,
    _of_a_span,
    _vague_before,
    _signed_before,
)


def changed_before(phrase: Phrase) -> bool:
    """Whether the words before a phrase change what it says."""
    return bool(stray_words(phrase)) or any(check(phrase) for check in CHECKS)
