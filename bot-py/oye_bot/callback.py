"""What a pressed button says (contracts/callback.md)."""

import re
from dataclasses import dataclass
from uuid import UUID

# What is said of an occurrence by the delivery that its message came with.
ACTIONS = {
    "d": "done",
    "s": "snooze",
    "t": "tomorrow",
    "e": "tonight",
    "w": "weekend",
    "n": "week",
    "i": "type",
    "m": "more",
    "b": "back",
    "k": "skip",
    "p": "pause",
    "c": "edit",
    "r": "delete",
}
DATA = re.compile(
    r"(?:([dtewnimbkpcr]):([0-9a-f]{32})|(s):([0-9a-f]{32}):([1-9][0-9]{0,5}))"
    r"(?::([1-9][0-9]{0,15}))?",
    re.ASCII,
)
# What is said of a reminder or a change by its number.
NUMBERED = re.compile(
    r"(?:(j):([1-9][0-9]{0,9}):([1-9][0-9]{0,15})|(u):([1-9][0-9]{0,18})(?::([1-9][0-9]{0,15}))?"
    r"|(E):([1-9][0-9]{0,9}):([1-9][0-9]{0,9})(?::([1-9][0-9]{0,15}))?)",
    re.ASCII,
)
MOST_MINUTES = 525_600
MOST_NUMBER = 2**31 - 1
MOST_CHANGE = 2**63 - 1


@dataclass(frozen=True)
class Press:
    """`action` is one of ACTIONS; `minutes` only for a snooze.

    `author` is the Telegram user for whom the bot acts, where the message stands in a group.
    """

    action: str
    delivery: UUID
    minutes: int | None = None
    author: int | None = None


@dataclass(frozen=True)
class Join:
    """Somebody takes part in a reminder of `author`'s, or no more."""

    reminder: int
    author: int


@dataclass(frozen=True)
class Undo:
    """A change is to be taken back; that of `author` in a group."""

    change: int
    author: int | None = None


@dataclass(frozen=True)
class Edit:
    """A reminder is to be changed; `revision` is that which the person saw."""

    reminder: int
    revision: int
    author: int | None = None


def read_press(data: str) -> Press | None:
    """What a button says of a delivery's occurrence; None for anything else."""
    match = DATA.fullmatch(data)
    if not match:
        return None
    letter, delivery, snooze, snoozed, minutes, author = match.groups()
    if snooze and int(minutes) > MOST_MINUTES:
        return None
    return Press(
        ACTIONS[letter or snooze],
        UUID(delivery or snoozed),
        int(minutes) if minutes else None,
        int(author) if author else None,
    )


def read_numbered(data: str) -> Join | Undo | Edit | None:
    """What a button says of a reminder or a change; None for anything else."""
    match = NUMBERED.fullmatch(data)
    if not match:
        return None
    if match[1]:
        return Join(int(match[2]), int(match[3])) if int(match[2]) <= MOST_NUMBER else None
    author = match[6] or match[10]
    if match[4]:
        found = Undo(int(match[5]), int(author) if author else None)
        return found if found.change <= MOST_CHANGE else None
    edit = Edit(int(match[8]), int(match[9]), int(author) if author else None)
    return edit if max(edit.reminder, edit.revision) <= MOST_NUMBER else None


def press_data(
    action: str, delivery: UUID, minutes: int | None = None, author: int | None = None
) -> str:
    """The data of a button about a delivery's occurrence."""
    letter = next(letter for letter, name in ACTIONS.items() if name == action)
    return ":".join(str(part) for part in (letter, delivery.hex, minutes, author) if part)


def join_data(reminder: int, author: int) -> str:
    """The data of [I'm in]."""
    return f"j:{reminder}:{author}"


def undo_data(change: int, author: int | None = None) -> str:
    """The data of [Undo]."""
    return f"u:{change}" + (f":{author}" if author else "")


def edit_data(reminder: int, revision: int, author: int | None = None) -> str:
    """The data of [Edit] under an echo."""
    return f"E:{reminder}:{revision}" + (f":{author}" if author else "")
