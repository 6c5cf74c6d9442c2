"""What stands right before and right after a phrase of time, and whether it changes the phrase."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from oye_schedule.chart import Chart
from oye_schedule.lexer import Lattice

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
LAST = (
    "next",
    "next_after",
    "coming",
    "coming_after",
    "past_word",
    "after_next",
    "other_after",
    "before",
    "after",
)
PARTS = ("part", "parts", "in_part")
JOINED = (*PARTS, "past_word", "next", "workday", "vague")
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

    def hours(self, at: int) -> list[int]:
        """Where a number ends that may be an hour."""
        return [stop for stop, number in self.chart.read("number", at) if number in range(25)]

    def timed(self) -> bool:
        """Whether it tells an hour."""
        return any("times" in found for found in self.found)

    def last(self, at: int) -> bool:
        """Whether no word stands from a place on."""
        return not any(token.word.isalnum() for token in self.lattice.tokens[at:])

    def word(self, at: int) -> str:
        tokens = self.lattice.tokens
        return tokens[at].word if 0 <= at < len(tokens) else ""


def stray_words(phrase: Phrase) -> list[int]:
    """Where words stand that change what follows, up to a phrase or into it."""
    edges = phrase.lattice.edges
    return [
        at
        for at in range(max(phrase.begin - FARTHEST, 0), phrase.begin)
        if any(stop >= phrase.begin for tag in STRAY for stop, _ in edges[at].get(tag, ()))
    ]


def _counted(phrase: Phrase) -> bool:
    """ "3 business days", "in 2 mondays", "3 tomorrow" as a whole."""
    numbers = phrase.starts(phrase.begin, "number", "ordinal")
    return any(
        phrase.ends(phrase.begin, *COUNTED)
        or phrase.starts(at, "in", "next", "unit", "week_number")
        or 0 in (at, *phrase.starts(at, "filler"))
        for at in numbers
    )


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
    """ "morgen und Freitag um 9" of which the first may be a word of another meaning too."""
    begins = [phrase.begin, *phrase.starts(phrase.begin, "filler")]
    joined = [at for begin in begins for at in phrase.starts(begin, "and")]
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


def _signed_before(phrase: Phrase) -> bool:
    """ "+2h" and "mid-november"."""
    before = phrase.word(phrase.begin - 1)
    if before in SIGNS or (before == ":" and phrase.word(phrase.begin - 2).isdigit()):
        return True
    if before != "-" or phrase.begin < 2 or phrase.begin == len(phrase.lattice.tokens):
        return False
    one, dash, other = phrase.lattice.tokens[phrase.begin - 2 : phrase.begin + 1]
    return one.word.isalpha() and one.end == dash.start and dash.end == other.start


def _goes_on(phrase: Phrase) -> bool:
    """ "sunday morning hours", "the hour and a half", "today + 3 days", "17:00Z"."""
    glued = phrase.lattice.tokens[phrase.end].start == phrase.lattice.tokens[phrase.end - 1].end
    more = phrase.ends(phrase.end, "unit", "and_half", "end_of", "begin_of", "vague")
    word = phrase.word(phrase.end)
    return bool(more) or word in SIGNS or (glued and word.isalnum())


def _hour_after(phrase: Phrase) -> bool:
    """ "tomorrow morning 8", "friday, 4", "dec 12 26", "daily at dawn", "hourly at :15"."""
    begins = [phrase.end, *phrase.ends(phrase.end, "comma")]
    bare = [stop for at in begins for stop in phrase.hours(at)]
    if not phrase.timed() and any(map(phrase.last, bare)):
        return True
    dated = any(_open_month(found) for found in phrase.found)
    years = [stop for stop, _ in phrase.chart.read("digits", phrase.end)] if dated else []
    if any(map(phrase.last, years)):
        return True
    places = phrase.ends(phrase.end, "at")
    return any(phrase.ends(at, "moment", "past") or phrase.word(at) == ":" for at in places)


def _open_month(found: dict[str, Any]) -> bool:
    """Whether fields name a month, after which a year or a day may follow."""
    return bool({"months", "skip_months"} & set(found)) and "year" not in found


def _time_in_one(phrase: Phrase) -> bool:
    """ "tomorrow 930", "tomorrow at 930"."""
    begins = [phrase.end, *phrase.ends(phrase.end, "comma", "at")]
    glued = {phrase.word(at) for at in begins if phrase.last(at + 1)}
    return not phrase.timed() and any(
        word.isdecimal() and len(word) in (3, 4) and int(word[:-2]) < 24 and int(word[-2:]) < 60
        for word in glued
    )


def _numbered(phrase: Phrase) -> bool:
    """ "friday 13 call bob": the hour, the day of the month, or so many calls."""
    mere = all(set(found) == {"days"} and len(found["days"]) == 1 for found in phrase.found)
    return mere and phrase.begin == 0 and any(1 <= n <= 24 for _, n in phrase.chart.read("digits", phrase.end))


def _to_another(phrase: Phrase) -> bool:
    """ "dec 24-26", "the 24 of 12"."""
    tokens = phrase.lattice.tokens
    for at in phrase.ends(phrase.end, "dash", "to"):
        close = at < len(tokens) and tokens[at].start == tokens[at - 1].end
        if any(close or phrase.last(stop) for stop in phrase.ends(at, "digits")):
            return True
    whole = all("month_days" in found and "months" not in found for found in phrase.found)
    return whole and any(phrase.ends(at, "digits") for at in phrase.ends(phrase.end, "of"))


def _bounded(phrase: Phrase) -> bool:
    """ "every day until it rains", "monthly on", "monday next"."""
    series = any("every" in found for found in phrase.found)
    if series and phrase.ends(phrase.end, "until", "except", "starting"):
        return True
    if any(phrase.ends(at, "month", "weekday") for at in phrase.ends(phrase.end, "to", "dash")):
        return True
    if phrase.ends(phrase.end, "on") and all(map(_bare_series, phrase.found)):
        return True
    last = LAST if phrase.timed() else (*LAST, "moment")
    return any(map(phrase.last, phrase.ends(phrase.end, *last)))


def _bare_series(found: dict[str, Any]) -> bool:
    """Whether fields say "every month" or "every year", and not on which day of it."""
    unit = found.get("every", ("", 0))[0]
    return unit in ("month", "year") and not {"days", "nths", "month_days", "months"} & set(found)


def _within(phrase: Phrase) -> bool:
    """ "fridays of december", "every day of the week", "daily in the first week of may"."""
    places = phrase.ends(phrase.end, "of", "on")
    for tags in (("filler",), ("next", "this", "ordinal"), ("number",)):
        places += [stop for at in places for stop in phrase.ends(at, *tags)]
    return any(phrase.ends(at, "month", "unit", "vague") for at in places)


def _moved(phrase: Phrase) -> bool:
    """ "9am before tomorrow", "friday after work", "the sunday after this"."""
    places = phrase.ends(phrase.end, "before", "after")
    vague = any(phrase.ends(at, "moment", "doing", "this") for at in places)
    return vague or any(phrase.chart.read("point", at) for at in places)


def _joined(phrase: Phrase) -> bool:
    """ "every morning and evening", "in an hour and 15", "today in eight"."""
    joined = phrase.ends(phrase.end, "and")
    numbers = [stop for at in joined for stop in phrase.ends(at, "number")]
    numbers += [stop for at in phrase.ends(phrase.end, "in") for stop in phrase.ends(at, "number")]
    return any(phrase.ends(at, *JOINED) for at in joined) or any(map(phrase.last, numbers))


Check = Callable[[Phrase], bool]
BEFORE: tuple[Check, ...] = (
    _counted,
    _in_so_many,
    _of_a_part,
    _of_a_range,
    _second_of_two,
    _of_a_span,
    _vague_before,
    _signed_before,
)
AFTER: tuple[Check, ...] = (
    _goes_on,
    _hour_after,
    _time_in_one,
    _numbered,
    _to_another,
    _bounded,
    _within,
    _moved,
    _joined,
)


def changed(phrase: Phrase) -> bool:
    """Whether what stands beside a phrase changes what it says."""
    after = phrase.end < len(phrase.lattice.tokens) and any(check(phrase) for check in AFTER)
    return after or bool(stray_words(phrase)) or any(check(phrase) for check in BEFORE)
