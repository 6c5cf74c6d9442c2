"""Lengths as Telegram counts them: in UTF-16 code units."""

JOINERS = "\u200d\ufe0f\ufe0e"


def units(text: str) -> int:
    """The length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, room: int) -> str:
    """The longest beginning of `text` within `room` UTF-16 units; never half a character."""
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * max(room, 0)]
    return kept.decode("utf-16-le", "ignore").rstrip(JOINERS)
