"""One reminder within a message: as it is sent, or as it is after something was said to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from oye_fire.delivery import Delivery


@dataclass(frozen=True)
class Item:
    """`open`: it waits for an answer under this message. Instants are aware."""

    delivery_id: UUID
    reminder_id: int
    text: str
    due_at: datetime
    timezone: str
    answer: str = "none"
    answered_at: datetime | None = None
    snoozed_until: datetime | None = None
    deleted: bool = False
    open: bool = True


def item_of(delivery: Delivery) -> Item:
    """What is about to be sent."""
    return Item(
        delivery.delivery_id,
        delivery.reminder_id,
        delivery.text,
        delivery.due_at,
        delivery.timezone,
    )


def items_of(deliveries: tuple[Delivery, ...]) -> list[Item]:
    """What one message tells: its deliveries, or the card that an update shows."""
    if deliveries[0].kind == "update":
        return [read(shown) for shown in deliveries[0].card or ()]
    return [item_of(delivery) for delivery in deliveries]


def read(shown: Mapping[str, Any]) -> Item:
    """An item of a card, as the database gives it."""
    return Item(
        UUID(shown["delivery_id"]),
        shown["reminder_id"],
        shown["text"],
        datetime.fromisoformat(shown["due_at"]),
        shown["timezone"],
        shown["answer"],
        instant(shown["answered_at"]),
        instant(shown["snoozed_until"]),
        shown["deleted"],
        shown["open"],
    )


def instant(text: str | None) -> datetime | None:
    """An instant that may be missing."""
    return None if text is None else datetime.fromisoformat(text)
