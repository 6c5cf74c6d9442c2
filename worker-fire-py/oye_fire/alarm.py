"""Tells the operator that the other worker is silent, or back: by webhook, in Telegram, or here.

The other one may be who sends messages, so this worker posts by itself. What is told, and that one
worker alone tells it, the database decides.
"""

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from oye_fire.config import Operator

SECONDS = 5.0


@dataclass(frozen=True)
class Alarm:
    """A row of alarm_claim: `what` is silent or back; None seconds: it never ran."""

    alarm_id: int
    worker_kind: str
    what: str
    silent_seconds: float | None

    @property
    def text(self) -> str:
        """What a person reads."""
        name = f"oye: worker-{self.worker_kind}"
        minutes = max(round((self.silent_seconds or 0) / 60), 1)
        if self.what == "back":
            ago = "" if self.silent_seconds is None else f" after {minutes} min of silence"
            return f"{name} is back{ago}."
        lost = "reminders are not sent" if self.worker_kind == "fire" else "nothing is calculated"
        since = "never ran" if self.silent_seconds is None else f"is silent for {minutes} min"
        return f"{name} {since}: {lost}."


def tell(operator: Operator, alarm: Alarm) -> bool:
    """Tell it on all that is set; whether one of them took it, or none is set. Never raises."""
    told = []
    if operator.url:
        data = {"worker": alarm.worker_kind, "silent_seconds": alarm.silent_seconds}
        event = {"type": f"worker.{alarm.what}", "text": alarm.text, "data": data}
        told.append(post(operator.url, event, f"alarm-{alarm.alarm_id}-{alarm.what}"))
    if operator.chat:
        # https://core.telegram.org/bots/api#sendmessage
        message = {"chat_id": operator.chat, "text": alarm.text}
        told.append(post(operator.telegram_url, message))
    return any(told) or not told


def post(url: str, body: object, message_id: str = "") -> bool:
    """POST once, following nothing; whether the answer was 2xx. No address is ever shown."""
    import http.client  # most runs have nothing to tell

    parts = urlsplit(url)
    secure = parts.scheme == "https"
    make = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    headers = {"Content-Type": "application/json"}
    headers |= {"webhook-id": message_id} if message_id else {}
    target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    connection = make(parts.hostname or "", parts.port, timeout=SECONDS)
    try:
        connection.request("POST", target, json.dumps(body).encode(), headers)
        return 200 <= connection.getresponse().status < 300
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
