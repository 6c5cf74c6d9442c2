"""The data of the buttons under a message (contracts/callback.md)."""

from uuid import UUID

# What is said of an occurrence by the delivery that told it.
LETTERS = {
    "done": "d",
    "tomorrow": "t",
    "tonight": "e",
    "more": "m",
    "back": "b",
    "weekend": "w",
    "week": "n",
    "type": "i",
    "skip": "k",
    "pause": "p",
    "edit": "c",
    "delete": "r",
}


def said(action: str, delivery: UUID, author: str | None = None) -> str:
    """One of LETTERS. `author`: whose reminder it is, where the message stands in a group."""
    return with_author(f"{LETTERS[action]}:{delivery.hex}", author)


def snooze(delivery: UUID, minutes: int, author: str | None = None) -> str:
    """Again after so many minutes. ValueError where the format has no room for them."""
    if not 1 <= minutes <= 525_600:
        raise ValueError(f"a snooze lasts from 1 to 525600 minutes, not {minutes}")
    return with_author(f"s:{delivery.hex}:{minutes}", author)


def join(reminder: int, author: str) -> str:
    """Somebody in the group takes part, or no more."""
    return f"j:{reminder}:{author}"


def with_author(data: str, author: str | None) -> str:
    """The data, with whom the bot is to act for."""
    return f"{data}:{author}" if author else data
