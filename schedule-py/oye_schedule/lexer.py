"""From text to a lattice: for each token, what may begin there, where it ends and what it means."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from oye_schedule.digits import PATTERNS, digital
from oye_schedule.lexicon import Lexicon, fold, lexicon_of, words_of
from oye_schedule.tokens import (
    JOINS,
    Token,
    between_words,
    inside_words,
    is_name,
    over_sign,
    owns,
    tokens_of,
)
from oye_schedule.zone import zone_names

MOST_TOKENS = 400
Edge = tuple[int, Any]


@dataclass(frozen=True, slots=True)
class Lattice:
    """`edges[i][tag]` lists (index after it, value) of what may begin at token i."""

    text: str
    tokens: tuple[Token, ...]
    edges: tuple[dict[str, list[Edge]], ...]
    lexicon: Lexicon


_SIGNS = {",": "comma", "-": "dash", "–": "dash", "/": "slash"}
_ZONES = {"utc": "UTC", "gmt": "UTC", "z": "UTC"}


def _add(edges: dict[str, list[Edge]], tag: str, end: int, value: Any) -> None:
    entry = (end, value)
    if entry not in edges.setdefault(tag, []):
        edges[tag].append(entry)


def _words(tokens: tuple[Token, ...], at: int, lexicon: Lexicon, edges: dict[str, Any]) -> None:
    """Edges of the table's phrases; hyphens, apostrophes and abbreviating dots don't matter."""
    for words, tag, value in lexicon.meanings.get(tokens[at].word, ()):
        if tag in ("weekday", "month", "named") and is_name(tokens, at, tag, lexicon):
            continue
        if tag in ("weekday", "month", "named") and owns(tokens, at, lexicon):
            tag = "owner"
        index = at
        for number, word in enumerate(words):
            while number and index < len(tokens) and tokens[index].word in JOINS:
                index += 1
            if index >= len(tokens) or tokens[index].word != word:
                break
            index += 1
        else:
            _add(edges, tag, over_sign(tokens, index), value)


def _numbers(text: str, token: Token, at: int, lexicon: Lexicon, edges: dict[str, Any]) -> None:
    if len(token.word) <= 6:
        _add(edges, "number", at + 1, int(token.word))
        _add(edges, "digits", at + 1, int(token.word))
    suffixes = "|".join(lexicon.ordinal_suffixes)
    if len(token.word) > 3:
        return
    match = re.compile(rf"\.?(?:{suffixes})(?![^\W_])", re.IGNORECASE).match(text, token.end)
    if match:
        edges["_ordinal"] = [(match.end(), int(token.word))]
    elif lexicon.table.get("dot_ordinal") and re.match(r"\.(?!\d)", text[token.end :]):
        edges["_ordinal"] = [(token.end + 1, int(token.word))]


_MIXED = re.compile(r"([^\W_]+)([-/])([^\W_]+)(?:\2([^\W_]+))?")


def _mixed_date(
    text: str, token: Token, lexicon: Lexicon, ends: dict[int, int], edges: dict[str, Any]
) -> None:
    """A date such as `23/sep/2020`, `Sep-23-2020` or `23-sep`: its month in letters."""
    match = _MIXED.match(text, token.start)
    if match is None or match.end() not in ends:
        return
    found: dict[str, int] = {}
    for part in filter(None, (match[1], match[3], match[4])):
        if part.isdigit() and part.isascii():
            found["year" if len(part) == 4 else "day"] = int(part)
        for words, tag, value in lexicon.meanings.get(fold(part), ()):
            if tag == "month" and len(words) == 1:
                found["month"] = value
    whole = len(found) == (3 if match[4] else 2) and {"month", "day"} <= set(found)
    if whole and 1 <= found["day"] <= 31:
        value = (found.get("year"), found["month"], found["day"])
        _add(edges, "date", ends[match.end()], value)


@lru_cache(maxsize=1)
def _cities() -> dict[tuple[str, ...], str]:
    """The zones by the folded words of their cities; of several, the shortest name."""
    found: dict[tuple[str, ...], str] = {}
    for name in sorted(zone_names(), key=len, reverse=True):
        found[words_of(name.rpartition("/")[2].replace("_", " "))] = name
    return found


def _zone_time(
    tokens: tuple[Token, ...], at: int, lexicon: Lexicon, edges: dict[str, list[Edge]]
) -> None:
    """A zone by its city, as describe says it: "Madrid time", "hora de Madrid"."""
    before, _, after = lexicon.table["say"]["zone"].partition("{city}")
    head, tail = words_of(before), words_of(after)
    words = tuple(token.word for token in tokens[at : at + len(head) + len(tail) + 8])
    if words[: len(head)] != head:
        return
    for size in range(min(7, len(words) - len(head)), 0, -1):
        middle = words[len(head) : len(head) + size]
        zone = _cities().get(tuple(word for word in middle if word not in JOINS))
        stop = len(head) + size
        if zone and words[stop : stop + len(tail)] == tail:
            _add(edges, "zone", at + stop + len(tail), zone)
            return


def read_lattice(text: str, lang: str) -> Lattice:
    """Everything that may be meant by each part of a text, in a language."""
    lexicon = lexicon_of(lang)
    day_first = lexicon.day_first or lang.lower().replace("_", "-") in ("en-gb", "en-au", "en-nz")
    tokens = tokens_of(text)[:MOST_TOKENS]
    ends = {token.end: index + 1 for index, token in enumerate(tokens)}
    dotted_dates = bool(lexicon.table.get("dot_ordinal"))
    found: list[dict[str, list[Edge]]] = []
    inside = inside_words(tokens, lexicon)
    for at, token in enumerate(tokens):
        edges: dict[str, list[Edge]] = {}
        if at in inside:
            found.append(edges)
            continue
        glued = at and tokens[at - 1].end == token.start and tokens[at - 1].word.isalnum()
        if token.word.isdigit() and token.word.isascii():
            _numbers(text, token, at, lexicon, edges)
            hours = at and any({"at", "oclock"} & set(edges) for edges in found[-1:])
            for end, value in edges.pop("_ordinal", []):
                full_stop = hours and text[end - 1] == "." and not text[end:].strip()
                if end in ends and not full_stop:
                    _add(edges, "ordinal", ends[end], value)
                    _add(edges, "digit_ordinal", ends[end], value)
        for tag, pattern in PATTERNS:
            match = None if glued else pattern.match(text, token.start)
            item = match and digital(tag, match, day_first)
            if tag == "dotted" and dotted_dates and "date" in edges:
                continue
            if match and item and match.end() in ends:
                _add(edges, item[0], ends[match.end()], item[1])
                if item[0] == "military" and match.group().startswith("0"):
                    _add(edges, "time", ends[match.end()], item[1])
        _words(tokens, at, lexicon, edges)
        _mixed_date(text, token, lexicon, ends, edges)
        _zone_time(tokens, at, lexicon, edges)
        if token.word in ("'", "’"):
            _add(edges, "filler", at + 1, True)
        in_date = token.word == "/" and found and "date" in found[-1]
        if token.word in _SIGNS and not in_date:
            _add(edges, _SIGNS[token.word], at + 1, True)
        if token.word == "-" and between_words(text, token):
            _add(edges, "hyphen", at + 1, True)
        if token.word in _ZONES and not glued:
            _add(edges, "zone", at + 1, _ZONES[token.word])
        found.append(edges)
    return Lattice(text, tokens, tuple(found), lexicon)
