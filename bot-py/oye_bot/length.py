"""How long a text may be where it is shown, in the units in which Telegram counts."""

import re

LONGEST = 4096
LONGEST_TOAST = 200
LONGEST_TEXT = 3000
LONGEST_IN_LIST = 100
# The API takes no longer text of a reminder; counted in characters.
LONGEST_REMINDER = 2000

# Characters that turn the direction of what follows, or are written from right to left.
TURNING = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]"
)


def units(text: str) -> int:
    """The length in UTF-16 code units, in which Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fit(text: str, longest: int) -> str:
    """The text, or as much of it as fits into so many UTF-16 code units."""
    if units(text) <= longest:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (longest - 1)]
    return kept.decode("utf-16-le", "ignore").rstrip("\u200d\ufe0f\ufe0e") + "…"


def beside(text: str, longest: int = LONGEST_IN_LIST) -> str:
    """A person's words in one line, to stand beside words of ours, whose direction they keep."""
    line = fit(" ".join(text.split()), longest - 2)
    return f"\u2068{line}\u2069" if TURNING.search(line) else line


def clean(text: str) -> str:
    """A text as the API can keep it: without NUL, and without halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
