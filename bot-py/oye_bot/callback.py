"""What a pressed button says (contracts/callback.md)."""

import re
from dataclasses import dataclass
from uuid import UUID

DATA = re.compile(r"(?:(d)|(t)|s):([0-9a-f]{32})(?::([1-9][0-9]{0,5}))?", re.ASCII)
MOST_MINUTES = 525_600


@dataclass(frozen=True)
class Press:
    """`action` is done, snooze or tomorrow; `minutes` only for a snooze."""

    action: str
    delivery: UUID
    minutes: int | None = None


def read_press(data: str) -> Press | None:
    """The press; None for a button of another version."""
    match = DATA.fullmatch(data)
    if not match:
        return None
    done, tomorrow, delivery, number = match.groups()
    minutes = int(number) if number else None
    if (minutes is None) != bool(done or tomorrow) or (minutes or 0) > MOST_MINUTES:
        return None
    action = "done" if done else "tomorrow" if tomorrow else "snooze"
    return Press(action, UUID(delivery), minutes)


def done_data(delivery: UUID) -> str:
    """The data of a button that says done."""
    return f"d:{delivery.hex}"
