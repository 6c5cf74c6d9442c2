"""Sends by webhook: Standard Webhooks over https, to public addresses alone.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import asyncio
import base64
import binascii
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime

import aiohttp
from yarl import URL

from oye_fire.address import Resolve, public, resolve
from oye_fire.channels.webhook_answer import decide
from oye_fire.config import Config
from oye_fire.delivery import Delivery, Report, limited, rejected, temporary, unknown
from oye_fire.transport import Answer, Attempt, Lost, post
from oye_fire.zone import rfc3339

READ_AT_MOST = 4096
MISCONFIGURED = 300  # seconds until it is asked again whether the setting is there


@dataclass(frozen=True)
class Target:
    """Where a webhook goes: the URL, and the addresses of its host that may be connected to."""

    url: URL
    addresses: tuple[str, ...]


def request_body(delivery: Delivery) -> bytes:
    """The JSON that is sent; a repeat of the same delivery differs in `perhaps_repeat` alone."""
    due_at = rfc3339(delivery.due_at, delivery.timezone)
    event = {
        "type": "reminder.due",
        "timestamp": due_at,
        "data": {
            "delivery_id": str(delivery.delivery_id),
            "reminder_id": delivery.reminder_id,
            "text": delivery.text,
            "due_at": due_at,
            "timezone": delivery.timezone,
            "kind": delivery.kind,
            "nth": delivery.nth,
            "missed_before": delivery.missed_before,
            "perhaps_repeat": delivery.perhaps_repeat,
        },
    }
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def key_of(secret: str | None) -> bytes | None:
    """The key in a `whsec_…` secret; None where it is none."""
    prefix, _, encoded = (secret or "").partition("_")
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if prefix == "whsec" and key else None


def signature(key: bytes, message_id: str, timestamp: int, body: bytes) -> str:
    """The header webhook-signature: version 1, HMAC-SHA256 of `id.timestamp.body` in base64."""
    signed = b"%s.%d.%s" % (message_id.encode(), timestamp, body)
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def headers_of(key: bytes, message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The headers of Standard Webhooks."""
    return {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(key, message_id, timestamp, body),
    }


class Webhook:
    """Every receiver. A connection each: the next may lead to another address of the same name."""

    def __init__(
        self,
        config: Config,
        session: aiohttp.ClientSession,
        timeout: float,
        look_up: Resolve = resolve,
    ) -> None:
        self._allow_local = config.webhook_allow_local
        self._session = session
        self._timeout = timeout
        self._look_up = look_up

    async def send(self, delivery: Delivery) -> Report:
        """Send once, to the first address of the host that lets itself be connected to."""
        key = key_of(delivery.secret)
        if key is None:
            return rejected("secret_wrong")
        deadline = time.monotonic() + self._timeout
        target = await self._target(delivery.address)
        if isinstance(target, Report):
            return target
        body = request_body(delivery)
        headers = headers_of(key, str(delivery.delivery_id), int(time.time()), body)
        failure = Lost(left=False, reason="timeout")
        for address in target.addresses:
            left = deadline - time.monotonic()
            if left <= 0:
                break
            answer = await post(self._session, attempt_at(target.url, address, body, headers, left))
            if isinstance(answer, Answer):
                return decide(answer.status, answer.headers, datetime.now(UTC))
            failure = answer
            if failure.left:
                return unknown(failure.reason)
        return temporary(failure.reason)

    async def _target(self, address: str | None) -> Target | Report:
        """Resolve once: what is checked here is what is connected to."""
        try:
            url = URL(address or "")
        except ValueError:
            return rejected("url_wrong")
        host, port = url.raw_host, url.port
        if not host or not port or url.scheme not in ("http", "https"):
            return rejected("url_wrong")
        if url.scheme != "https" and not self._allow_local:
            # The API let it in, so it is this worker that lacks a setting: another may send it.
            return limited("local_webhooks_not_allowed_here", MISCONFIGURED)
        try:
            async with asyncio.timeout(self._timeout):
                found = await self._look_up(host, port)
        except (OSError, UnicodeError):
            # TimeoutError is an OSError.
            return temporary("dns")
        allowed = found if self._allow_local else public(found)
        return Target(url, tuple(allowed)) if allowed else rejected("address_not_public")


def attempt_at(
    url: URL, address: str, body: bytes, headers: dict[str, str], timeout: float
) -> Attempt:
    """The POST to one address, with the name of the host in the Host header and in TLS."""
    host = url.raw_host or ""
    shown = f"[{host}]" if ":" in host else host
    return Attempt(
        url=url.with_host(address),
        body=body,
        headers={**headers, "Host": shown if url.is_default_port() else f"{shown}:{url.port}"},
        timeout=timeout,
        read_at_most=READ_AT_MOST,
        server_hostname=host if url.scheme == "https" else None,
    )
