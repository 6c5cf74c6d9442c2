"""What an answer of the Bot API means for a delivery: a pure table.

| answer | outcome | why |
|---|---|---|
| 200 and ok | sent | message_id is kept, for the bot's later edits |
| 2xx, not readable | unknown | something said yes, but was it Telegram? |
| 400, not modified | sent | an edit that finds the message as it shall be |
| 429 | limited | retry_after; no attempt is spent, the whole bot is silent meanwhile |
| 401, 404 | limited | our token is refused: our configuration, never the person's channel |
| 403 | permanent | blocked, kicked, deactivated, never started |
| 400, migrate_to_chat_id | moved | the group is a supergroup now |
| 400, chat not found, no rights there … | permanent | nothing will ever arrive in this chat |
| 400, thread not found | rejected | after it was sent once more without the thread |
| 400, 413, anything else | rejected | this message, as it is; the next may do |
| 504 | unknown | the gateway passed it on and had no answer in time: it may be done |
| other 5xx | temporary | 502, 503: the gateway reached no server; 500: it says that it failed |
| not the Bot API's JSON | temporary | some proxy's page, whatever its status says |

A 502 may in rare cases hide a message that was sent. It is taken as not sent all the same: outages
of Telegram look like that for minutes, and an unknown is repeated only once, so that the reminder
would be given up, almost surely unsent, for fear of an unlikely double.
"""

import json
from typing import Any

from oye_fire.delivery import (
    Report,
    limited,
    moved,
    permanent,
    rejected,
    sent,
    temporary,
    unknown,
)

# Where a 429 does not say how long (the documented limit is by the second and by the minute).
DEFAULT_WAIT = 30
# Until somebody mends the token.
TOKEN_WAIT = 300

# Descriptions of 400 and 403, in lower case, and the reason that is kept with the channel.
DEAD_CHATS = {
    "bot was blocked": "bot_blocked",
    "bot was kicked": "bot_kicked",
    "user is deactivated": "user_deactivated",
    "can't initiate conversation": "bot_not_started",
    "can't send messages to bots": "chat_is_a_bot",
    "not a member": "bot_not_a_member",
    "chat was deleted": "chat_deleted",
    "chat was deactivated": "chat_deleted",
    "chat not found": "chat_not_found",
    "user not found": "chat_not_found",
    "peer_id_invalid": "chat_not_found",
    "no rights to send": "no_rights_in_chat",
    "not enough rights": "no_rights_in_chat",
    "need administrator rights": "no_rights_in_chat",
    "chat_write_forbidden": "no_rights_in_chat",
    "chat_restricted": "no_rights_in_chat",
}
DEAD_THREADS = ("message thread not found", "topic_deleted", "topic_closed")


def decide(status: int, body: bytes) -> Report:
    """The report for one answer of sendMessage."""
    answer = read(body)
    if 200 <= status < 300:
        return taken(answer)
    if status == 504:
        return unknown("telegram_gateway_timeout")
    if status >= 500:
        return temporary(f"telegram_http_{status}")
    if answer is None:
        return temporary(f"not_telegram_http_{status}")
    return refused(status, answer)


def read(body: bytes) -> dict[str, Any] | None:
    """The Bot API's object; None where the body is something else."""
    try:
        answer = json.loads(body)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) and isinstance(answer.get("ok"), bool) else None


def taken(answer: dict[str, Any] | None) -> Report:
    """A 2xx: sent, if it is the Bot API that says so."""
    if answer is None or answer["ok"] is not True:
        return unknown("answer_unreadable")
    result = answer.get("result")
    message_id = result.get("message_id") if isinstance(result, dict) else None
    return sent(str(message_id) if isinstance(message_id, int) else None)


def refused(status: int, answer: dict[str, Any]) -> Report:
    """A 4xx of the Bot API."""
    description = str(answer.get("description", ""))
    said = description.lower()
    if status == 429:
        return limited("telegram_too_many", number(answer, "retry_after") or DEFAULT_WAIT)
    if status in (401, 404):
        return limited("bot_token_refused", TOKEN_WAIT)
    chat = number(answer, "migrate_to_chat_id")
    if chat is not None:
        return moved(str(chat))
    for phrase, reason in DEAD_CHATS.items():
        if phrase in said and status in (400, 403):
            return permanent(reason)
    if status == 403:
        return permanent("forbidden")
    if "message is not modified" in said:
        return sent()
    if any(phrase in said for phrase in DEAD_THREADS):
        return rejected("thread_not_found")
    if status in (400, 413):
        return rejected(description.removeprefix("Bad Request: ") or f"telegram_http_{status}")
    return temporary(f"telegram_http_{status}")


def number(answer: dict[str, Any], name: str) -> int | None:
    """A whole number among the answer's parameters."""
    parameters = answer.get("parameters")
    value = parameters.get(name) if isinstance(parameters, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None
