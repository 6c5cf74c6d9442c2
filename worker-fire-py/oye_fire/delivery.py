"""What is sent, and what became of it."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

DAY = 86_400


@dataclass(frozen=True)
class Delivery:
    """One claimed delivery, as fire.delivery_claim gives it. Instants are aware.

    `digest` is the same for those that are sent as one message. An update edits `message_id`, so
    that it shows `card`. In a group, `author` is the person's Telegram user id.
    """

    delivery_id: UUID
    person_id: UUID
    fence: int
    channel_kind: str
    address: str | None
    secret: str | None
    kind: str
    nth: int
    perhaps_repeat: bool
    reminder_id: int
    due_at: datetime
    timezone: str
    locale: str
    text: str
    missed_before: int
    claimed_at: datetime
    digest: UUID | None
    message_id: str | None
    card: list[dict[str, Any]] | None
    author: str | None
    attendees: list[dict[str, str]] | None
    silent: bool
    reference: str | None


COLUMNS = tuple(field.name for field in fields(Delivery))


@dataclass(frozen=True)
class Report:
    """What became of one send; `outcome` is one of fire.delivery_settle's.

    `retry_after` in seconds; `moved_to` is the channel's new address.
    """

    outcome: str
    reason: str | None = None
    retry_after: int | None = None
    provider_id: str | None = None
    moved_to: str | None = None


def sent(provider_id: str | None = None) -> Report:
    """The channel took it."""
    return Report("sent", provider_id=clean(provider_id))


def temporary(reason: str, retry_after: int | None = None) -> Report:
    """It was not taken; another time it may be."""
    return Report("temporary", clean(reason), bounded(retry_after))


def limited(reason: str, retry_after: int) -> Report:
    """Not now: again after so long, without counting it as an attempt."""
    return Report("limited", clean(reason), bounded(retry_after))


def rejected(reason: str) -> Report:
    """This message is refused for good; the channel stays."""
    return Report("rejected", clean(reason))


def split(reason: str | None) -> Report:
    """A digest is refused: each of it is sent again by itself."""
    return Report("split", clean(reason))


def permanent(reason: str) -> Report:
    """The channel is dead."""
    return Report("permanent", clean(reason))


def moved(address: str) -> Report:
    """The channel has a new address."""
    return Report("moved", "moved", moved_to=clean(address))


def unknown(reason: str) -> Report:
    """The request left and no answer came: perhaps it arrived."""
    return Report("unknown", clean(reason))


def clean(text: str | None) -> str | None:
    """A foreign text as the database can store it: no NUL, no lone surrogate, 200 at most."""
    if text is None:
        return None
    return text.replace("\0", "").encode("utf-8", "replace").decode()[:200]


def bounded(retry_after: int | None) -> int | None:
    """A wait of a second to a day."""
    return None if retry_after is None else min(max(retry_after, 1), DAY)
