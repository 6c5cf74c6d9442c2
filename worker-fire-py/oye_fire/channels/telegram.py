"""Sends by Telegram: one sendMessage, plain text, buttons under it.

https://core.telegram.org/bots/api#sendmessage and #making-requests. The token stands in the
address of each request, therefore no address and no error text of the transport is ever shown.
"""

import json
import re
import secrets
import time
from dataclasses import dataclass
from typing import Any

import aiohttp
from yarl import URL

from oye_fire import callback
from oye_fire.channels.telegram_answer import decide
from oye_fire.config import Config
from oye_fire.delivery import Delivery, Report, limited, permanent, temporary, unknown
from oye_fire.message import message_text
from oye_fire.transport import Attempt, Lost, post

READ_AT_MOST = 65_536
# Until somebody mends the configuration. Nothing is lost and no attempt is spent meanwhile.
MISCONFIGURED = 300


@dataclass(frozen=True)
class Chat:
    """Where to: a chat's id and, in a forum, the topic's (address `-100123` or `-100123:45`)."""

    chat_id: int
    thread_id: int | None = None


def read_chat(address: str | None) -> Chat | None:
    """The chat that a channel's address names; None where it names none."""
    match = re.fullmatch(r"(-?[0-9]{1,18})(?::([0-9]{1,10}))?", address or "")
    return Chat(int(match[1]), int(match[2]) if match[2] else None) if match else None


def buttons(delivery: Delivery) -> dict[str, Any]:
    """The inline keyboard; its data is a contract with the bot (contracts/callback.md)."""
    one = delivery.delivery_id
    row = [
        ("✔ Done", callback.done(one)),
        ("10 min", callback.snooze(one, 10)),
        ("1 h", callback.snooze(one, 60)),
        ("Tomorrow", callback.tomorrow(one)),
    ]
    return {"inline_keyboard": [[{"text": text, "callback_data": data} for text, data in row]]}


def request_body(delivery: Delivery, chat: Chat) -> bytes:
    """The JSON of sendMessage. No parse_mode: nothing in a person's words is markup."""
    params: dict[str, Any] = {
        "chat_id": chat.chat_id,
        "text": message_text(delivery),
        "reply_markup": buttons(delivery),
    }
    if chat.thread_id is not None:
        params["message_thread_id"] = chat.thread_id
    return json.dumps(params, ensure_ascii=False).encode("utf-8", "replace")


class Telegram:
    """One bot. After a 429 it sends nothing until the wait is over: deliveries wait with it."""

    def __init__(self, config: Config, session: aiohttp.ClientSession, timeout: float) -> None:
        self._token = config.telegram_token
        self._api = config.telegram_api_url
        self._session = session
        self._timeout = timeout
        self._paused_until = 0.0
        self._paused_reason = ""

    async def send(self, delivery: Delivery) -> Report:
        """Send once; once more without the topic where that is gone."""
        if not self._token:
            return limited("telegram_not_configured", MISCONFIGURED)
        pause = self._paused_until - time.monotonic()
        if pause > 0:
            return limited(self._paused_reason, spread(pause))
        chat = read_chat(delivery.address)
        if chat is None:
            return permanent("chat_id_wrong")
        report = await self._post(delivery, chat)
        if report.reason == "thread_not_found" and chat.thread_id is not None:
            report = await self._post(delivery, Chat(chat.chat_id))
        if report.outcome == "limited" and report.retry_after:
            self._paused_until = time.monotonic() + report.retry_after
            self._paused_reason = report.reason or "telegram_paused"
        return report

    async def _post(self, delivery: Delivery, chat: Chat) -> Report:
        answer = await post(
            self._session,
            Attempt(
                url=URL(f"{self._api}/bot{self._token.reveal()}/sendMessage"),
                body=request_body(delivery, chat),
                headers={"Content-Type": "application/json"},
                timeout=self._timeout,
                read_at_most=READ_AT_MOST,
            ),
        )
        if isinstance(answer, Lost):
            return unknown(answer.reason) if answer.left else temporary(answer.reason)
        return decide(answer.status, answer.body)


def spread(pause: float) -> int:
    """Seconds after which what waits for a pause comes again: spread, or all is refused again."""
    return int(pause + 1 + secrets.randbelow(min(int(pause), 30) + 1))
