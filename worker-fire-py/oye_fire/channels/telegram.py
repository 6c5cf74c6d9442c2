"""Sends by Telegram: one sendMessage (or editMessageText), plain text, buttons under it.

https://core.telegram.org/bots/api#sendmessage and #making-requests. The token stands in the
address of each request, therefore no address and no error text of the transport is ever shown.
The pace is kept in the database, for all workers: whoever may send may send now.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

import aiohttp
from yarl import URL

from oye_fire.buttons import keyboard
from oye_fire.catalogue import texts_for
from oye_fire.channels.telegram_answer import decide
from oye_fire.config import Config
from oye_fire.delivery import Delivery, Report, limited, permanent, split, temporary, unknown
from oye_fire.message import Mention, message_of
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


def mention(one: Mention) -> dict[str, Any]:
    """An entity that names a user of Telegram, so that they are notified."""
    user = {"id": one.user_id, "is_bot": False, "first_name": one.name}
    return {"type": "text_mention", "offset": one.offset, "length": one.length, "user": user}


def about(reference: str | None, chat: Chat) -> dict[str, Any] | None:
    """The message of this chat that a reminder is about (`telegram:<chat>:<message id>`)."""
    match = re.fullmatch(r"telegram:(-?[0-9]{1,18}):([0-9]{1,10})", reference or "")
    if match is None or int(match[1]) != chat.chat_id:
        return None
    return {"message_id": int(match[2]), "allow_sending_without_reply": True}


def params_of(deliveries: tuple[Delivery, ...], chat: Chat) -> dict[str, Any]:
    """The parameters of sendMessage or editMessageText: those that are there.

    No parse_mode: nothing in a person's words is markup. An edit without a keyboard removes it.
    """
    head = deliveries[0]
    texts = texts_for(head.locale)
    message = message_of(deliveries, texts)
    params: dict[str, Any] = {
        "chat_id": chat.chat_id,
        "text": message.text,
        "entities": [mention(one) for one in message.mentions],
        "reply_markup": keyboard(deliveries, texts),
    }
    if head.kind == "update":
        params["message_id"] = int(head.message_id or 0)
    else:
        params["message_thread_id"] = chat.thread_id
        params["reply_parameters"] = about(head.reference, chat)
        params["disable_notification"] = head.silent
    return {name: value for name, value in params.items() if value}


class Telegram:
    """One bot."""

    def __init__(self, config: Config, session: aiohttp.ClientSession, timeout: float) -> None:
        self._token = config.telegram_token
        self._api = config.telegram_api_url
        self._session = session
        self._timeout = timeout

    async def send(self, deliveries: tuple[Delivery, ...]) -> Report:
        """Send one message once; once more without the topic where that is gone."""
        if not self._token:
            return limited("telegram_not_configured", MISCONFIGURED)
        chat = read_chat(deliveries[0].address)
        if chat is None:
            return permanent("chat_id_wrong")
        report = await self._post(deliveries, chat)
        if report.reason == "thread_not_found" and chat.thread_id is not None:
            report = await self._post(deliveries, Chat(chat.chat_id))
        if report.outcome == "rejected" and len(deliveries) > 1:
            return split(report.reason)
        return report

    async def _post(self, deliveries: tuple[Delivery, ...], chat: Chat) -> Report:
        method = "editMessageText" if deliveries[0].kind == "update" else "sendMessage"
        body = json.dumps(params_of(deliveries, chat), ensure_ascii=False)
        answer = await post(
            self._session,
            Attempt(
                url=URL(f"{self._api}/bot{self._token.reveal()}/{method}"),
                body=body.encode("utf-8", "replace"),
                headers={"Content-Type": "application/json"},
                timeout=self._timeout,
                read_at_most=READ_AT_MOST,
            ),
        )
        if isinstance(answer, Lost):
            return unknown(answer.reason) if answer.left else temporary(answer.reason)
        return decide(answer.status, answer.body)
