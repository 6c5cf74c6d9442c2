"""What stands right after a phrase of time and changes it."""

from collections.abc import Callable
from typing import Any

from oye_schedule.neighbours import PARTS, SIGNS, Phrase

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
JOINED = (*PARTS, "past_word", "next", "workday", "vague")


def _goes_on(phrase: Phrase) -> bool:
    """ "sunday morning hours", "the hour and a half", "today + 3 days", "17:00Z"."""
    glued = phrase.lattice.tokens[phrase.end].start == phrase.lattice.tokens[phrase.end - 1].end
    more = phrase.ends(phrase.end, "unit", "and_half", "end_of", "begin_of", "vague")
    word = phrase.word(phrase.end)
    before, after = phrase.word(phrase.end - 1), phrase.word(phrase.end + 1)
    split = glued and word in ".:" and before.isdigit() and after.isdigit()
    return bool(more) or word in SIGNS or (glued and word.isalnum()) or split


def _hour_after(phrase: Phrase) -> bool:
    """ "tomorrow morning 8", "friday 14-15", "dec 12 26", "daily at dawn", "hourly at :15"."""
    begins = [phrase.end, *phrase.ends(phrase.end, "comma")]
    bare = [stop for at in begins for stop in phrase.minutes(at)]
    ranges = [stop for at in bare for stop in phrase.ends(at, "dash", "to")]
    bare += [stop for at in ranges for stop in phrase.minutes(at)]
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
    return (
        mere
        and phrase.begin == 0
        and any(1 <= n <= 24 for _, n in phrase.chart.read("digits", phrase.end))
    )


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
    vague |= any(map(phrase.last, (stop for at in places for stop in phrase.minutes(at))))
    return vague or any(phrase.chart.read("point", at) for at in places)


def _joined(phrase: Phrase) -> bool:
    """ "every morning and evening", "in an hour and 15", "today in eight"."""
    joined = phrase.ends(phrase.end, "and")
    numbers = [stop for at in joined for stop in phrase.ends(at, "number")]
    numbers += [stop for at in phrase.ends(phrase.end, "in") for stop in phrase.ends(at, "number")]
    return any(phrase.ends(at, *JOINED) for at in joined) or any(map(phrase.last, numbers))


CHECKS: tuple[Callable[[Phrase], bool], ...] = (
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


def changed_after(phrase: Phrase) -> bool:
    """Whether the words after a phrase change what it says."""
    more = phrase.end < len(phrase.lattice.tokens)
    return more and any(check(phrase) for check in CHECKS)
