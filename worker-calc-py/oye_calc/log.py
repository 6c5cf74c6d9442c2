"""One line for each event: readable on a terminal, JSON elsewhere."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TextIO


@dataclass(frozen=True)
class Log:
    """Writes events. Fields are numbers and short texts; no person's words, no secrets."""

    as_json: bool
    stream: TextIO

    def __call__(self, event: str, **fields: object) -> None:
        """One line: the event, then its fields (those that are None are left out)."""
        there = {name: value for name, value in fields.items() if value is not None}
        now = datetime.now(UTC)
        if self.as_json:
            at = now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
            facts = {"at": at, "service": "calc", "event": event, **there}
            line = json.dumps(facts, default=str, ensure_ascii=False)
        else:
            shown = " ".join(f"{name}={word(value)}" for name, value in there.items())
            line = f"{now.astimezone():%H:%M:%S} calc {event} {shown}".rstrip()
        # A log that nobody reads any more is no reason to calculate nothing.
        with suppress(OSError, ValueError):
            print(line, file=self.stream, flush=True)


def word(value: object) -> str:
    """A value as one word of a readable line."""
    text = f"{value:.3g}" if isinstance(value, float) else str(value)
    return json.dumps(text, ensure_ascii=False) if not text or set(text) & set(' "=\n') else text


def log_to(stream: TextIO, kind: str) -> Log:
    """A log of the kind that was asked for (auto: text on a terminal)."""
    return Log(kind == "json" or (kind == "auto" and not stream.isatty()), stream)
