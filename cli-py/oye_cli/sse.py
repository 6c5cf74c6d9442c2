"""Server-sent events (HTML standard, §9.2.6), as bytes come in."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Frame(NamedTuple):
    """One event; `data` is empty where the frame only tells its `id`, or is a comment."""

    id: str | None
    event: str
    data: str


def lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """Lines that end in LF, CR LF or CR; nothing else ends one (JSON may hold a U+2028)."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        # A CR at the very end may be half of a CR LF: it waits for what follows.
        held = b"\r" if rest.endswith(b"\r") else b""
        text = rest.removesuffix(b"\r").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        *whole, rest = text.split(b"\n")
        rest += held
        for line in whole:
            yield line.decode("utf-8", "replace")


def frames(chunks: Iterable[bytes]) -> Iterator[Frame]:
    """Every frame, those without data too: they show that the stream lives."""
    found: dict[str, str] = {}
    data: list[str] = []
    for line in lines(chunks):
        if not line:
            yield Frame(found.get("id"), found.get("event", "message"), "\n".join(data))
            found, data = {}, []
            continue
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            data.append(value)
        elif name in ("id", "event") and "\0" not in value:
            found[name] = value
