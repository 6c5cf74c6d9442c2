"""The data of the buttons under a message (contracts/callback.md)."""

from uuid import UUID


def done(delivery: UUID) -> str:
    """The reminder is done."""
    return f"d:{delivery.hex}"


def snooze(delivery: UUID, minutes: int) -> str:
    """Again after so many minutes. ValueError where the format has no room for them."""
    if not 1 <= minutes <= 525_600:
        raise ValueError(f"a snooze lasts from 1 to 525600 minutes, not {minutes}")
    return f"s:{delivery.hex}:{minutes}"


def tomorrow(delivery: UUID) -> str:
    """Again tomorrow, at the person's default time."""
    return f"t:{delivery.hex}"
