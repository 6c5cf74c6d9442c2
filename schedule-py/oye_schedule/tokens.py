"""A text's words, digits and signs, and what the neighbours of a word make of it."""

import re
from dataclasses import dataclass
from itertools import pairwise

from oye_schedule.lexicon import Lexicon, fold

JOINS = ("-", "'", "’", ".")
_TIMED = {"month", "part", "parts", "in_part", "ordinal"}
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a run of digits or one other sign, with its place in the text."""

    word: str
    start: int
    end: int


def tokens_of(text: str) -> tuple[Token, ...]:
    found = _TOKEN.finditer(text)
    return tuple(Token(fold(m.group()), m.start(), m.end()) for m in found)


def is_name(tokens: tuple[Token, ...], at: int, tag: str, lexicon: Lexicon) -> bool:
    """Whether a day or a month is what someone is called: "mr. friday"."""
    if tag != "named" and _too_shy(tokens, at, lexicon):
        return True
    before = [token.word for token in tokens[max(at - 2, 0) : at] if token.word != "."]
    return bool(before) and before[-1] in lexicon.titles


def owns(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> bool:
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


def over_sign(tokens: tuple[Token, ...], index: int) -> int:
    """The index after a dot that abbreviates the word before it, or an apostrophe that ends it."""
    after = index < len(tokens) and tokens[index].word in (".", "'", "’")
    glued = after and tokens[index].start == tokens[index - 1].end
    return index + 1 if glued and tokens[index - 1].word.isalpha() else index


def inside_words(tokens: tuple[Token, ...], lexicon: Lexicon) -> set[int]:
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


def between_words(text: str, token: Token) -> bool:
    """Whether a hyphen joins a word to what is before it: "nine-thirty", "9-ish"."""
    return text[: token.start][-1:].isalnum() and text[token.end :][:1].isalpha()
