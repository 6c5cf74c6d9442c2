"""From text to a lattice: for each token, what may begin there, where it ends and what it means."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from oye_schedule.lexicon import Lexicon, fold, lexicon_of, words_of
from oye_schedule.zone import zone_names

MOST_TOKENS = 400
Edge = tuple[int, Any]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a run of digits or one other sign, with its place in the text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """`edges[i][tag]` lists (index after it, value) of what may begin at token i."""

    text: str
    tokens: tuple[Token, ...]
    edges: tuple[dict[str, list[Edge]], ...]
    lexicon: Lexicon


_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_JOINS = ("-", "'", "’", ".")
_MERIDIEM = r"(?:\s*(?P<half>[ap])\.?\s?m\b\.?|(?P<letter>[ap])\b)"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (tag, re.compile(pattern, re.IGNORECASE | re.ASCII))
    for tag, pattern in (
        (
            "stamp",
            r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?)(Z|[+-]\d{2}:?\d{2})?",
        ),
        ("date", r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)"),
        ("date", r"(?P<a>\d{1,2})(?P<s>[-/.])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})(?![\d:])"),
        ("date", r"(?P<a>\d{1,2})(?P<s>[/])(?P<b>\d{1,2})(?![\d:/])"),
        ("dashed", r"(?P<a>\d{1,2})-(?P<b>\d{1,2})(?![\d:/-]|\s?(?:h|[ap]\.?\s?m)\b)"),
        ("date", r"(?P<a>\d{1,2})\.\s?(?P<b>\d{1,2})\.(?!\d)"),
        ("date", r"(?P<m>\d{1,2})/(?P<y>\d{4})(?!\d)"),
        ("time", r"(?P<h>\d{1,2})[:.](?P<mi>\d{2})(?:[:.](?P<sec>\d{2}))?" + _MERIDIEM),
        ("time", r"(?P<h>\d{1,2})" + _MERIDIEM),
        ("time", r"(?P<h>\d{1,2})(?P<mi>\d{2})" + _MERIDIEM),
        ("time", r"(?P<h>\d{1,2}):(?P<mi>\d{2})(?::(?P<sec>\d{2}))?(?!\d)"),
        ("time", r"(?P<h>\d{1,2})[:.](?P<mi>\d{2})\s?h(?:rs?|s|oras|ours)?\b"),
        (
            "time",
            r"(?P<h>\d{1,2})\s?h\s?(?P<mi>\d{2})(?:\s?min|\s?m(?:in)?\s?(?P<sec>\d{2})\s?s?)?\b",
        ),
        ("time", r"(?P<h>\d{1,2})\s?h(?![\w]|\s\d{1,2}\s?m\b)"),
        ("dotted_date", r"(?P<a>\d{1,2})\.(?P<b>\d{1,2})(?![\d.:])"),
        ("dotted", r"(?P<h>\d{1,2})\.(?P<mi>\d{2})(?!\d|\.\s*\d|\.[^\s\d])"),
        ("compact", r"(\d{1,3})\s?h\s?(\d{2})(?:\s?m(?:in)?)?\b"),
        ("military", r"(?!19|20)(?P<h>[01]\d|2[0-3])(?P<mi>[0-5]\d)(?!\d)"),
        ("fraction", r"(\d)/(\d)(?![\d/])"),
        ("decimal", r"(\d{1,4})[.,](\d{1,2})(?![\d.,])"),
        ("short_year", r"['’](\d{2})\b"),
        ("repeat", r"(\d{1,5})x\b"),
        ("repeat", r"x\s?(\d{1,5})\b"),
        ("zone", r"(?:[A-Za-z]+/[A-Za-z_]+(?:/[A-Za-z_]+)?)\b"),
    )
)
_TIMED = {"month", "part", "parts", "in_part", "ordinal"}
_SIGNS = {",": "comma", "-": "dash", "–": "dash", "/": "slash"}
_ZONES = {"utc": "UTC", "gmt": "UTC", "z": "UTC"}


def _tokens(text: str) -> tuple[Token, ...]:
    found = _TOKEN.finditer(text)
    return tuple(Token(fold(m.group()), m.start(), m.end()) for m in found)


def _time(match: re.Match[str]) -> tuple[int, int, int, str] | None:
    """(hour, minute, second, how sure the hour is: `exact`, `24` or `12` for a bare hour)."""
    parts = match.groupdict()
    hour, minute, second = int(parts["h"]), int(parts.get("mi") or 0), int(parts.get("sec") or 0)
    half = (parts.get("half") or parts.get("letter") or "").lower()
    if minute > 59 or second > 59 or hour > 24 or (hour == 24 and (minute or half)):
        return None
    if half:
        if hour == 0 or (hour > 12 and half == "a"):
            return None
        if hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        return hour, minute, second, "exact"
    sure = "24" if hour > 12 or match.group().startswith("0") else "12:"
    if "h" in match.group().lower() and hour <= 12:
        sure = "24h"
    return hour % 24, minute, second, sure


def _date(match: re.Match[str], day_first: bool) -> tuple[int | None, int, int | None] | None:
    """(year, month, day); a year of two digits lies in this century."""
    parts = match.groupdict()
    year = int(parts["y"]) if parts.get("y") else None
    if year is not None and len(parts["y"]) == 2:
        year += 2000
    if "m" in parts:
        month, day = int(parts["m"]), int(parts["d"]) if parts.get("d") else None
    else:
        first, second = int(parts["a"]), int(parts["b"])
        dotted = parts.get("s") == "." or "." in match.group()
        month, day = (second, first) if day_first or dotted or first > 12 else (first, second)
        if month > 12 >= day:
            month, day = day, month
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return year, month, day


def _digital(tag: str, match: re.Match[str], day_first: bool) -> tuple[str, Any] | None:
    if tag in ("time", "dotted", "military"):
        value = _time(match)
        return None if value is None else (tag, value)
    if tag in ("date", "dashed", "dotted_date"):
        date = _date(match, day_first)
        return None if date is None else (tag, date)
    if tag == "stamp":
        return tag, match.groups()
    if tag == "fraction":
        top, bottom = int(match[1]), int(match[2])
        return ("number", top / bottom) if 0 < top < bottom else None
    if tag == "decimal":
        return "number", float(f"{match[1]}.{match[2]}")
    if tag == "compact":
        return tag, int(match[1]) * 60 + int(match[2])
    if tag == "short_year":
        return tag, 2000 + int(match[1])
    if tag == "repeat":
        return "count", int(match[1])
    zone = match.group()
    return (tag, zone) if zone in zone_names() else None


def _add(edges: dict[str, list[Edge]], tag: str, end: int, value: Any) -> None:
    entry = (end, value)
    if entry not in edges.setdefault(tag, []):
        edges[tag].append(entry)


def _words(tokens: tuple[Token, ...], at: int, lexicon: Lexicon, edges: dict[str, Any]) -> None:
    """Edges of the table's phrases; hyphens, apostrophes and abbreviating dots don't matter."""
    for words, tag, value in lexicon.meanings.get(tokens[at].word, ()):
        if tag in ("weekday", "month", "named") and _is_name(tokens, at, tag, lexicon):
            continue
        if tag in ("weekday", "month", "named") and _owns(tokens, at, lexicon):
            tag = "owner"
        index = at
        for number, word in enumerate(words):
            while number and index < len(tokens) and tokens[index].word in _JOINS:
                index += 1
            if index >= len(tokens) or tokens[index].word != word:
                break
            index += 1
        else:
            _add(edges, tag, _over_sign(tokens, index), value)


def _is_name(tokens: tuple[Token, ...], at: int, tag: str, lexicon: Lexicon) -> bool:
    """Whether a day or a month is what someone is called: "mr. friday"."""
    if tag != "named" and _too_shy(tokens, at, lexicon):
        return True
    before = [token.word for token in tokens[max(at - 2, 0) : at] if token.word != "."]
    return bool(before) and before[-1] in lexicon.titles


def _owns(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> bool:
    """Whether a day owns what follows: "monday's report"."""
    after = [token.word for token in tokens[at + 1 : at + 4]]
    signed = after[:1] in (["'"], ["’"]) and after[1:2] == [lexicon.table.get("possessive")]
    return signed and len(after) > 2


def _too_shy(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> bool:
    """Whether a short form is rather the word that it looks like."""
    if tokens[at].word not in lexicon.shy:
        return False
    after = tokens[at + 1].word if at + 1 < len(tokens) else "."
    tags = {tag for _, tag, _ in lexicon.meanings.get(after, ())}
    timed = bool(tags & _TIMED) and "named" not in tags
    signed = timed or not after.isalpha()
    before = tokens[at - 1].word if at else ""
    return not signed and not before.isdigit() and before not in lexicon.shy_after


def _over_sign(tokens: tuple[Token, ...], index: int) -> int:
    """The index after a dot that abbreviates the word before it, or an apostrophe that ends it."""
    after = index < len(tokens) and tokens[index].word in (".", "'", "’")
    glued = after and tokens[index].start == tokens[index - 1].end
    return index + 1 if glued and tokens[index - 1].word.isalpha() else index


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
        zone = _cities().get(tuple(word for word in middle if word not in _JOINS))
        stop = len(head) + size
        if zone and words[stop : stop + len(tail)] == tail:
            _add(edges, "zone", at + stop + len(tail), zone)
            return


def _inside_words(tokens: tuple[Token, ...], lexicon: Lexicon) -> set[int]:
    """Tokens that go on a word which tells no time, and so tell none: the 6593 and d of "c6593d".

    Those of "in5minutes", "dec24" and "2d4h" may. A single letter that begins a word leads to a
    time only where it is a preposition ("à9h").
    """
    inside: set[int] = set()
    glued = False
    for at, (before, token) in enumerate(pairwise(tokens), 1):
        begins, glued = not glued, before.end == token.start and before.word.isalnum()
        glued = glued and token.word.isalnum()
        tags = {tag for _, tag, _ in lexicon.meanings.get(before.word, ())}
        known = before.word in lexicon.words and not (begins and len(before.word) == 1)
        if glued and (
            at - 1 in inside or not (before.word.isdigit() or known or tags & {"at", "in"})
        ):
            inside.add(at)
    return inside


def _between_words(text: str, token: Token) -> bool:
    """Whether a hyphen joins a word to what is before it: "nine-thirty", "9-ish"."""
    return text[: token.start][-1:].isalnum() and text[token.end :][:1].isalpha()


def read_lattice(text: str, lang: str) -> Lattice:
    """Everything that may be meant by each part of a text, in a language."""
    lexicon = lexicon_of(lang)
    day_first = lexicon.day_first or lang.lower().replace("_", "-") in ("en-gb", "en-au", "en-nz")
    tokens = _tokens(text)[:MOST_TOKENS]
    ends = {token.end: index + 1 for index, token in enumerate(tokens)}
    dotted_dates = bool(lexicon.table.get("dot_ordinal"))
    found: list[dict[str, list[Edge]]] = []
    inside = _inside_words(tokens, lexicon)
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
        for tag, pattern in _PATTERNS:
            match = None if glued else pattern.match(text, token.start)
            item = match and _digital(tag, match, day_first)
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
        if token.word == "-" and _between_words(text, token):
            _add(edges, "hyphen", at + 1, True)
        if token.word in _ZONES and not glued:
            _add(edges, "zone", at + 1, _ZONES[token.word])
        found.append(edges)
    return Lattice(text, tokens, tuple(found), lexicon)
