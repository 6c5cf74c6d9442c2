"""One line for each event: readable on a terminal, JSON elsewhere. Secrets are blotted out."""

import json
import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TextIO


@dataclass(frozen=True)
class Log:
    """Writes events. Fields are numbers and short texts, no person's words.

    Whatever is written, none of `secrets` is in it.
    """

    as_json: bool
    stream: TextIO
    secrets: tuple[str, ...] = field(default=(), repr=False)

    def __call__(self, event: str, **fields: object) -> None:
        """One line: the event, then its fields (those that are None are left out)."""
        there = {name: value for name, value in fields.items() if value is not None}
        now = datetime.now(UTC)
        if self.as_json:
            at = now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
            facts = {"at": at, "service": "bot", "event": event, **there}
            line = json.dumps(facts, default=str, ensure_ascii=False)
        else:
            shown = " ".join(f"{name}={word(value)}" for name, value in there.items())
            line = f"{now.astimezone():%H:%M:%S} bot {event} {shown}".rstrip()
        for secret in self.secrets:
            line = line.replace(secret, "***")
        print(line, file=self.stream, flush=True)


def word(value: object) -> str:
    """A value as one word of a readable line."""
    text = f"{value:.3g}" if isinstance(value, float) else str(value)
    return json.dumps(text, ensure_ascii=False) if not text or set(text) & set(' "=\n') else text


def log_to(stream: TextIO, kind: str, secrets: tuple[str, ...] = ()) -> Log:
    """A log of the kind that was asked for (auto: text on a terminal)."""
    return Log(kind == "json" or (kind == "auto" and not stream.isatty()), stream, secrets)


def take_over_libraries(log: Log) -> None:
    """What the libraries warn of goes the same way, without tracebacks: they show arguments."""

    def tell(record: logging.LogRecord) -> bool:
        fault = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        log("warning", source=record.name, says=record.getMessage(), error=fault)
        return False

    handler = logging.StreamHandler()
    handler.addFilter(tell)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
