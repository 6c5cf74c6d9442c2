"""What people do in a chat, as the Bot API shows it to a bot.

Source: https://core.telegram.org/bots/api#message
"""

import time
from typing import Any

from oye_fakes.bot_methods import BOT
from oye_fakes.bot_state import Message, chat_of

Content = dict[str, Any]


def person_of(user: int, language: str) -> dict[str, Any]:
    """A person's object as the Bot API shows it."""
    name = f"Person {user}"
    return {"id": user, "is_bot": False, "first_name": name, "language_code": language}


def written(text: str) -> Content:
    """A text; a command at its beginning is marked as one."""
    content: Content = {"text": text}
    if text.startswith("/"):
        length = len(text.split()[0])
        content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    return content


def forwarded(text: str, sender: str = "Somebody") -> Content:
    """Somebody's text, passed on; who wrote it hides their account."""
    origin = {"type": "hidden_user", "sender_user_name": sender, "date": int(time.time())}
    return {"text": text, "forward_origin": origin}


def photo(caption: str | None = None) -> Content:
    """A photo, perhaps with words under it."""
    size = {"file_id": "photo", "file_unique_id": "p", "width": 90, "height": 90}
    return {"photo": [size], **({"caption": caption} if caption else {})}


def voice(caption: str | None = None) -> Content:
    """A voice message, perhaps with words under it."""
    said = {"file_id": "voice", "file_unique_id": "v", "duration": 3}
    return {"voice": said, **({"caption": caption} if caption else {})}


def location(latitude: float, longitude: float) -> Content:
    """Where somebody is, as [Send location] sends it."""
    return {"location": {"latitude": latitude, "longitude": longitude}}


def member(status: str) -> Content:
    """The bot as a member of a chat; one that was thrown out is so until a date, 0 for ever.

    https://core.telegram.org/bots/api#chatmemberbanned
    """
    until = {"until_date": 0} if status == "kicked" else {}
    return {"user": BOT, "status": status, **until}


def membership(chat: int, user: dict[str, Any], before: str, after: str) -> Content:
    """my_chat_member: what the bot is in a chat became another (member, kicked, left …)."""
    change = {
        "chat": chat_of(chat),
        "from": user,
        "date": int(time.time()),
        "old_chat_member": member(before),
        "new_chat_member": member(after),
    }
    return {"my_chat_member": change}


def data_of(message: Message, button: str) -> list[str]:
    """The data of the message's buttons that bear this text or this data."""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return [
        str(one["callback_data"])
        for row in rows
        for one in row
        if "callback_data" in one and button in (one["text"], one["callback_data"])
    ]
