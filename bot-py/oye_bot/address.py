"""Where a chat is, as the API writes it: a channel's address, a message's source."""

from aiogram.types import Chat, Message


def address_of(chat: Chat, message: Message | None = None) -> str:
    """`7`, `-100123`, or `-100123:45` within a forum's topic."""
    thread = message.message_thread_id if message and message.is_topic_message else None
    return f"{chat.id}:{thread}" if thread else str(chat.id)


def source_of(message: Message) -> str:
    """`telegram:<chat>:<message>`: where something was said."""
    return source_at(message.chat.id, message.message_id)


def source_at(chat: int, message: int | str) -> str:
    """The same by numbers."""
    return f"telegram:{chat}:{message}"
