"""A language's table of words, turned around: from the words to what they mean."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from oye_schedule.problem import ScheduleError

LANGUAGES = ("en", "es", "de", "fr", "it", "nl", "pt")
UNITS: dict[str, tuple[str, int]] = {
    "second": ("second", 1),
    "minute": ("minute", 1),
    "hour": ("hour", 1),
    "day": ("day", 1),
    "week": ("week", 1),
    "fortnight": ("week", 2),
    "month": ("month", 1),
    "quarter": ("month", 3),
    "half_year": ("month", 6),
    "year": ("year", 1),
    "decade": ("year", 10),
}
# Entries of a table that are no words with a meaning of their own.
NO_MEANING = ("weak", "ordinal_suffix", "compound", "glued", "title", "possessive")
Meaning = tuple[tuple[str, ...], str, Any]


@dataclass(frozen=True)
class Lexicon:
    """`meanings` lists, for a first word, (all words, tag, value); `words` are all words of these.

    `table` is the source.

    `weak` words alone tell no time within a sentence. `shy` ones are short forms that are words
    too ("sun"): they count before a sign, a number or the end, or after one of `shy_after`.
    After one of `titles` a day or a month is a person's name.
    """

    lang: str
    meanings: dict[str, tuple[Meaning, ...]]
    words: frozenset[str]
    weak: frozenset[str]
    shy: frozenset[str]
    shy_after: frozenset[str]
    titles: frozenset[str]
    ordinal_suffixes: tuple[str, ...]
    table: dict[str, Any]

    @property
    def day_first(self) -> bool:
        """Whether 8/10 is the 8th of October."""
        return bool(self.table.get("day_first", True))


def fold(text: str) -> str:
    """A word without case and accents: `Mañana` is `manana`."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(mark for mark in plain if not unicodedata.combining(mark)).casefold()


_GAPS = str.maketrans("'-’", "   ")


def words_of(text: str) -> tuple[str, ...]:
    """A phrase of the table as the folded words that the lexer finds."""
    plain = fold(text)
    return (plain,) if plain.isalpha() else tuple(plain.translate(_GAPS).split())


def _compounds(table: dict[str, Any]) -> dict[str, int]:
    """Number words from 0 on: those of the table, and tens with units."""
    found: dict[str, int] = {}
    for value, phrases in enumerate(table["number"]):
        for phrase in filter(None, phrases.split("|")):
            found.setdefault(phrase, value)
    for value, phrases in table["tens"].items():
        for tens in phrases.split("|"):
            found.setdefault(tens, value)
            for unit in range(1, 10):
                for name in table["number"][unit].split("|")[: table.get("unit_words", 1)]:
                    for pattern in table["compound"].split("|"):
                        found.setdefault(pattern.format(tens=tens, unit=name), value + unit)
    return found


def _glued(table: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Days and parts of the day in one word, such as `Freitagabend`."""
    parts = [(word, part) for part, words in table["part"].items() for word in words.split("|")]
    for word, part in parts:
        for day, names in enumerate(table["weekday"]):
            name = names.split("|")[0]
            yield name + word, "weekday_part", (day, part)
            for ending in table["glued"].split("|"):
                yield name + word + ending, "weekday_parts", (day, part)
        for offset, names in table["named"].items():
            for name in names.split("|") if offset > 0 else ():
                yield name + word, "named_part", (offset, part)


def _entries(table: dict[str, Any]) -> list[tuple[str, str, Any]]:
    """(phrase, tag, value) of every word of a table."""
    found: list[tuple[str, str, Any]] = []

    def add(phrases: str, tag: str, value: Any = True) -> None:
        found.extend((phrase, tag, value) for phrase in phrases.split("|") if phrase)

    for tag in ("weekday", "weekdays", "month"):
        for value, phrases in enumerate(table[tag]):
            add(phrases, tag, value + (tag == "month"))
    for name, phrases in table["unit"].items():
        add(phrases, "unit", UNITS[name])
    for name, phrases in table["adverb"].items():
        amount, _, unit = name.rpartition(" ")
        unit_name, factor = UNITS[unit]
        add(phrases, "adverb", (unit_name, factor * int(amount or 1)))
    for word, number in _compounds(table).items():
        add(word, "number", number)
    for halves, phrases in table.get("halves", {}).items():
        add(phrases, "number", halves)
    for tag in (
        "ordinal",
        "named",
        "clock_word",
        "bare_noon",
        "meal",
        "past",
        "after_hour",
        "count",
        "part",
        "parts",
        "in_part",
        "long_year",
        "spans",
        "weeks_on",
        "weeks_in",
        "ordinal_day",
        "ordinal_month",
        "twice",
        "named_part",
        "the_part",
    ):
        for value, phrases in table.get(tag, {}).items():
            add(phrases, tag, value)
    if table.get("glued"):
        found.extend(_glued(table))
    for date, phrases in table["holiday"].items():
        add(phrases, "holiday", date)
    for tag, phrases in table.items():
        if isinstance(phrases, str) and tag not in NO_MEANING:
            add(phrases, tag)
    return found


def _set(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split("|"))


@lru_cache(maxsize=len(LANGUAGES))
def _lexicon(lang: str) -> Lexicon:
    table: dict[str, Any] = import_module(f"oye_schedule.words.{lang}").WORDS
    meanings: dict[str, dict[Meaning, None]] = {}
    for phrase, tag, value in _entries(table):
        words = words_of(phrase)
        if not words:
            continue
        meanings.setdefault(words[0], {})[(words, tag, value)] = None
    return Lexicon(
        lang=lang,
        meanings={word: tuple(found) for word, found in meanings.items()},
        words=frozenset(
            word for found in meanings.values() for words, *_ in found for word in words
        ),
        weak=_set(table["weak"]),
        shy=_set(table.get("shy", "")),
        shy_after=_set(table.get("shy_after", "")),
        titles=_set(table.get("title", "")) - {""},
        ordinal_suffixes=tuple(filter(None, table["ordinal_suffix"].split("|"))),
        table=table,
    )


def lexicon_of(lang: str) -> Lexicon:
    """The lexicon for a language tag such as `en`, `es-MX` or `en-GB`.

    Raises ScheduleError unknown_language with those that are known.
    """
    base = lang.replace("_", "-").split("-")[0].lower()
    if base not in LANGUAGES:
        raise ScheduleError(
            "unknown_language",
            f"{lang[:20]!r} is not understood; the languages are {', '.join(LANGUAGES)}",
            field="lang",
            choices=LANGUAGES,
        )
    return _lexicon(base)
