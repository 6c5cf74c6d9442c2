"""Log lines on stderr: JSON for a server, readable on a terminal. Never a token, never a body."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import IO


class JsonLine(logging.Formatter):
    """One JSON object a line; `extra={"data": {…}}` becomes members of it."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "service": "api",
            "event": record.getMessage(),
            **getattr(record, "data", {}),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class TextLine(logging.Formatter):
    """`20:31:02 info  event name=value …`, in local time."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created).astimezone().strftime("%H:%M:%S")
        data = getattr(record, "data", {})
        pairs = "".join(f" {name}={value}" for name, value in data.items())
        line = f"{at} {record.levelname.lower():<7} {record.getMessage()}{pairs}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def configure(kind: str, level: str, stream: IO[str] = sys.stderr) -> None:
    """Sends all loggers to `stream`; `kind` is text, json, or auto (text on a terminal)."""
    text = kind == "text" or (kind == "auto" and stream.isatty())
    handler = logging.StreamHandler(stream)
    handler.setFormatter(TextLine() if text else JsonLine())
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    for chatty in ("uvicorn.error", "psycopg.pool", "asyncio"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
