"""What an answer to a webhook means for a delivery: a pure table.

| answer | outcome | why |
|---|---|---|
| 2xx | sent | |
| 3xx | rejected (redirect) | a redirect could lead anywhere; the channel's URL has to be mended |
| 410 | permanent | Standard Webhooks: the receiver wants no more |
| 429 | limited | Retry-After, else a minute; no attempt is spent |
| other 4xx, 5xx | temporary | Retry-After, else the usual back-off; attempts are bounded |

A receiver that is being deployed answers 404 or 403 for a while, so no other 4xx is final. A repeat
bears the same webhook-id: even a receiver that did its work before it answered 500 can tell.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from oye_fire.delivery import Report, limited, permanent, rejected, sent, temporary

DEFAULT_WAIT = 60


def decide(status: int, headers: Mapping[str, str], now: datetime) -> Report:
    """The report for one answer. `now` is aware, for a Retry-After that is a date."""
    if 200 <= status < 300:
        return sent()
    if 300 <= status < 400:
        return rejected("redirect")
    if status == 410:
        return permanent("gone")
    wait = retry_after(headers.get("retry-after"), now)
    if status == 429:
        return limited("too_many", DEFAULT_WAIT if wait is None else wait)
    return temporary(f"http_{status}", wait)


def retry_after(value: str | None, now: datetime) -> int | None:
    """Seconds of a Retry-After header: a number or an HTTP date (RFC 9110, 10.2.3)."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(int(text[:9]), 86_400)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return int((at.astimezone(UTC) - now).total_seconds()) if at.tzinfo else None
