"""The data of the bot's own buttons: `~`, a word, and what it is about, parted by colons.

contracts/callback.md leaves everything that begins with `~` to the bot. Whatever anybody may send
is checked here and by the API; nothing in it is trusted.
"""

import re
from dataclasses import dataclass

LONGEST = 64
DATA = re.compile(r"~([a-z]{1,8})((?::[A-Za-z0-9_+/.@-]{1,50}){0,5})", re.ASCII)


@dataclass(frozen=True)
class Pick:
    """`word` says what is wanted, `parts` of what."""

    word: str
    parts: tuple[str, ...] = ()


def pick_data(word: str, *parts: str | int) -> str:
    """The data of a button. ValueError where it can't be one."""
    data = "~" + ":".join([word, *(str(part) for part in parts)])
    if len(data) > LONGEST or not DATA.fullmatch(data):
        raise ValueError(f"no data of a button: {word}")
    return data


def read_pick(data: str) -> Pick | None:
    """What a button of ours says; None for anything else."""
    match = DATA.fullmatch(data) if len(data) <= LONGEST else None
    return Pick(match[1], tuple(match[2].split(":")[1:])) if match else None
