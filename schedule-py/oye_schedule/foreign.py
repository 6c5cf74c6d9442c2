"""A time told in another language than the person's: read in that one, or refused."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol, TypeVar

from oye_schedule.lexicon import LANGUAGES, fold, lexicon_of
from oye_schedule.problem import ScheduleError

# Longer texts are read in the person's language alone: one bound of time holds for all.
MOST_CHARACTERS = 300
NAMES = {"en": "English", "es": "Spanish", "de": "German", "fr": "French"}
NAMES |= {"it": "Italian", "nl": "Dutch", "pt": "Portuguese"}
ALONE = ("weekday", "weekdays", "named", "tonight", "workdays", "adverb", "clock_word")
COUNTED = ("month", "unit")
_WORD = re.compile(r"[^\W\d_]+|\d+")


class Readable(Protocol):
    """What a reader gives: `phrase` is what told the time, `text` what it left of the rest."""

    @property
    def text(self) -> str: ...

    @property
    def phrase(self) -> str: ...


R = TypeVar("R", bound=Readable)


@dataclass(frozen=True, slots=True)
class Sign:
    """A language that a word belongs to, and whether it tells a time only beside a number."""

    lang: str
    counted: bool
    capital: bool


@lru_cache(maxsize=len(LANGUAGES))
def _signs(lang: str) -> dict[str, list[Sign]]:
    """The words of time of the other languages that mean nothing in this one."""
    own = lexicon_of(lang).meanings
    found: dict[str, list[Sign]] = {}
    for other in LANGUAGES:
        lexicon = lexicon_of(other)
        for word, meanings in lexicon.meanings.items() if other != lang else ():
            tags = {tag for words, tag, value in meanings if len(words) == 1 and _ahead(tag, value)}
            alone, counted = tags & set(ALONE), tags & set(COUNTED)
            if other != "en":
                alone -= {"clock_word", "adverb"}
            weak = word in lexicon.weak and not (counted or "named" in tags)
            short = len(word) < (3 if "named" in tags else 4)
            if (alone or counted) and not (word in own or weak or short or "ordinal" in tags):
                capital = other in ("en", "de") and bool(tags & {"weekday", "weekdays", "month"})
                found.setdefault(word, []).append(Sign(other, not alone, capital))
    return found


def _ahead(tag: str, value: Any) -> bool:
    return not (tag == "named" and value < 0)


def foreign_word(text: str, lang: str) -> tuple[str, tuple[str, ...]] | None:
    """(word, languages) of a word that tells a time in other languages; None without one.

    A month or a unit tells one beside a number only; a capital makes a name of it, but where the
    language writes it so.
    """
    found = list(_WORD.finditer(text))
    words = [fold(match.group()) for match in found]
    # The other tables are loaded for the first word that may be one of theirs.
    known = _signs(lang) if words else {}
    for at, match in enumerate(found):
        name = match.group()[0].isupper() and at
        near = words[max(at - 1, 0) : at] + words[at + 1 : at + 2]
        langs = tuple(
            sign.lang
            for sign in known.get(words[at], ())
            if (sign.capital or not name)
            and (not sign.counted or any(_is_number(word, sign.lang) for word in near))
        )
        if langs:
            return match.group(), langs
    return None


def _is_number(word: str, lang: str) -> bool:
    meanings = lexicon_of(lang).meanings.get(word, ())
    counts = any(
        len(words) == 1 and (tag == "ordinal" or (tag == "number" and value > 1))
        for words, tag, value in meanings
    )
    return word.isdigit() or counts


def in_one_language(read: Callable[[str], R], text: str, lang: str) -> R:
    """What `read` makes of a text in the person's language, or in the one that it is told in.

    Raises ScheduleError not_understood where words of two languages tell the time: what one reader
    leaves over would make it a wrong reading.
    """
    failure: ScheduleError | None = None
    found: R | None = None
    own = lexicon_of(lang)
    try:
        found = read(lang)
    except ScheduleError as problem:
        failure = problem
    short = len(text) <= MOST_CHARACTERS
    left = text if found is None else found.text
    word = foreign_word(left, own.lang) if short else None
    if word is not None and (failure is None or failure.slug == "not_understood"):
        other = _read_in(read, word, own.day_first)
        if other is not None and (found is None or not _shared(found.phrase, other.text)):
            return other
        if found is not None:
            raise _mixed(word[0], word[1][0], own.lang)
    if found is None:
        assert failure is not None
        raise failure
    return found


def _read_in(
    read: Callable[[str], R], word: tuple[str, tuple[str, ...]], day_first: bool
) -> R | None:
    """What is read in one of the word's languages: that in which most words tell the time."""
    found: list[R] = []
    failure: ScheduleError | None = None
    for lang in word[1]:
        try:
            reading = read("en-GB" if lang == "en" and day_first else lang)
        except ScheduleError as problem:
            failure = failure or (None if problem.slug == "not_understood" else problem)
            continue
        if not foreign_word(reading.text, lang):
            found.append(reading)
    if failure is not None and not found:
        raise failure
    return min(found, key=lambda reading: len(reading.text), default=None)


def _shared(phrase: str, text: str) -> bool:
    """Whether words of a phrase are still in a text."""
    return bool(set(_WORD.findall(phrase)) & set(_WORD.findall(text)))


def _mixed(word: str, lang: str, own: str) -> ScheduleError:
    return ScheduleError(
        "not_understood",
        f"{word!r} is {NAMES[lang]} and the rest {NAMES[own]}; say the time in one language",
        field="text",
    )
