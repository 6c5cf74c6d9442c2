"""The methods of the Bot API that the fake knows, with the refusals that real servers give.

Source: https://core.telegram.org/bots/api#available-methods
"""

from collections.abc import Callable
from typing import Any

from oye_fakes.behaviour import Reply, refusal
from oye_fakes.bot_state import Call, Hook, Message, State

BOT = {
    "id": 100200300,
    "is_bot": True,
    "first_name": "Oye",
    "username": "oye_fake_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
LONGEST_TEXT = 4096
LONGEST_BUTTON = 64
LONGEST_TOAST = 200
LONGEST_CAPTION = 1024
MOST_BUTTONS = 100

Outcome = Reply | dict[str, Any] | list[Any] | bool | None


def bad(description: str) -> Reply:
    """A 400 in Telegram's wording."""
    return refusal(400, f"Bad Request: {description}")


def units(text: str) -> int:
    """The length in UTF-16 code units, in which the Bot API counts."""
    return len(text.encode("utf-16-le")) // 2


def wrong_chat(state: State, call: Call) -> Reply | None:
    """Why nothing can be sent to the chat that the call names."""
    chat = call.chat
    if chat is None:
        return bad("chat_id is empty")
    if chat in state.unknown_chats:
        return bad("chat not found")
    if chat in state.blocked:
        return refusal(403, "Forbidden: bot was blocked by the user")
    if chat in state.moved:
        description = "Bad Request: group chat was upgraded to a supergroup chat"
        return refusal(400, description, moved_to=state.moved[chat])
    thread = call.params.get("message_thread_id")
    if thread is not None and (chat, int(thread)) in state.closed_threads:
        return bad("message thread not found")
    return None


def wrong_content(params: dict[str, Any]) -> Reply | None:
    """Why a text or its buttons are refused. The fake reads plain text only."""
    text = params.get("text")
    if not isinstance(text, str) or not text.strip():
        return bad("message text is empty")
    if units(text) > LONGEST_TEXT:
        return bad("message is too long")
    if params.get("parse_mode"):
        return bad("can't parse entities: this server takes plain text only")
    return wrong_buttons(params.get("reply_markup"))


def wrong_buttons(markup: Any) -> Reply | None:
    """Why a keyboard is refused: 100 buttons, each with a text and at most 64 bytes of data."""
    rows = (markup or {}).get("inline_keyboard", [])
    if sum(map(len, rows)) > MOST_BUTTONS:
        return bad("REPLY_MARKUP_TOO_LONG")
    for row in rows:
        for button in row:
            data = button.get("callback_data")
            if not button.get("text"):
                return bad("can't parse inline keyboard button: text is empty")
            if data is None and not button.get("url"):
                return bad("can't parse inline keyboard button: text buttons are unallowed")
            if data is not None and not 1 <= len(data.encode()) <= LONGEST_BUTTON:
                return bad("BUTTON_DATA_INVALID")
    return None


def kept(params: dict[str, Any]) -> dict[str, Any]:
    """What of a message's parameters stands in the message: of keyboards those below it alone."""
    names = ("text", "caption", "message_thread_id", "entities")
    found = {name: params[name] for name in names if params.get(name)}
    markup = params.get("reply_markup") or {}
    return {**found, "reply_markup": markup} if "inline_keyboard" in markup else found


def replied(state: State, call: Call) -> dict[str, Any] | Reply:
    """What a message says of the one that it answers; a refusal where that one is gone."""
    asked = call.params.get("reply_parameters")
    if not asked:
        return {}
    about = state.messages.get((call.chat or 0, int(asked["message_id"])))
    if about is not None:
        return {"reply_to_message": dict(about)}
    return (
        {} if asked.get("allow_sending_without_reply") else bad("message to be replied not found")
    )


def send_message(state: State, call: Call) -> Outcome:
    """https://core.telegram.org/bots/api#sendmessage"""
    wrong = wrong_chat(state, call) or wrong_content(call.params)
    reply = replied(state, call)
    if wrong or isinstance(reply, Reply):
        return wrong or reply
    return state.new_message(call.chat or 0, BOT, {**kept(call.params), **reply})


def send_document(state: State, call: Call) -> Outcome:
    """https://core.telegram.org/bots/api#senddocument"""
    wrong = wrong_chat(state, call) or wrong_buttons(call.params.get("reply_markup"))
    if wrong:
        return wrong
    if units(str(call.params.get("caption") or "")) > LONGEST_CAPTION:
        return bad("message caption is too long")
    document = {"file_id": "document", "file_unique_id": "d"}
    return state.new_message(call.chat or 0, BOT, {"document": document, **kept(call.params)})


def message_to_edit(state: State, call: Call) -> Message | Reply:
    """The bot's own message that a call names."""
    found = state.messages.get((call.chat or 0, int(call.params.get("message_id", 0))))
    if found is None:
        return bad("message to edit not found")
    if found["from"]["id"] != BOT["id"]:
        return bad("message can't be edited")
    return found


def change(message: Message, content: dict[str, Any]) -> Outcome:
    """Put new content into a message, or say that it is the same."""
    if all(message.get(name) == value for name, value in content.items()):
        return bad(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    message.update(content)
    message["edit_date"] = message["date"]
    return message


def edit_message_text(state: State, call: Call) -> Outcome:
    """https://core.telegram.org/bots/api#editmessagetext – without reply_markup no button stays"""
    message = message_to_edit(state, call)
    if isinstance(message, Reply):
        return message
    wrong = wrong_content(call.params)
    markup = call.params.get("reply_markup")
    names = ("text", "entities") if call.params.get("entities") else ("text",)
    content = {name: call.params[name] for name in names}
    return wrong or change(message, {**content, "reply_markup": markup})


def edit_message_reply_markup(state: State, call: Call) -> Outcome:
    """https://core.telegram.org/bots/api#editmessagereplymarkup"""
    message = message_to_edit(state, call)
    if isinstance(message, Reply):
        return message
    markup = call.params.get("reply_markup")
    return wrong_buttons(markup) or change(message, {"reply_markup": markup})


def answer_callback_query(state: State, call: Call) -> Outcome:
    """https://core.telegram.org/bots/api#answercallbackquery (each query is answered once)"""
    query = str(call.params.get("callback_query_id"))
    if query not in state.open_queries:
        return bad("query is too old and response timeout expired or query ID is invalid")
    if units(str(call.params.get("text") or "")) > LONGEST_TOAST:
        return bad("MESSAGE_TOO_LONG")
    state.open_queries.discard(query)
    return True


def delete_message(state: State, call: Call) -> Outcome:
    """https://core.telegram.org/bots/api#deletemessage"""
    place = (call.chat or 0, int(call.params.get("message_id", 0)))
    return True if state.messages.pop(place, None) else bad("message to delete not found")


def delete_webhook(state: State, call: Call) -> Outcome:
    """https://core.telegram.org/bots/api#deletewebhook"""
    if call.params.get("drop_pending_updates"):
        state.updates.clear()
    state.hook = None
    return True


def set_webhook(state: State, call: Call) -> Outcome:
    """https://core.telegram.org/bots/api#setwebhook (plain http, too: it is a test)"""
    url = str(call.params.get("url") or "")
    if call.params.get("drop_pending_updates"):
        state.updates.clear()
    state.want(call.params.get("allowed_updates"))
    state.hook = Hook(url, call.params.get("secret_token")) if url else None
    return True


def get_webhook_info(state: State, _call: Call) -> Outcome:
    """https://core.telegram.org/bots/api#getwebhookinfo"""
    info: dict[str, Any] = {
        "url": state.hook.url if state.hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates),
        "allowed_updates": list(state.wanted),
    }
    return {**info, "last_error_message": state.hook_error} if state.hook_error else info


def get_chat_member(state: State, call: Call) -> Outcome:
    """https://core.telegram.org/bots/api#getchatmember"""
    user = int(call.params.get("user_id", 0))
    wrong = wrong_chat(state, call)
    who = {"id": user, "is_bot": False, "first_name": f"Person {user}"}
    if (call.chat or 0, user) in state.admins:
        return wrong or {"status": "creator", "user": who, "is_anonymous": False}
    return wrong or {"status": "member", "user": who}


def set_my_commands(state: State, call: Call) -> Outcome:
    """https://core.telegram.org/bots/api#setmycommands"""
    state.commands[str(call.params.get("language_code") or "")] = call.params["commands"]
    return True


def get_me(_state: State, _call: Call) -> Outcome:
    """https://core.telegram.org/bots/api#getme"""
    return BOT


def accept(_state: State, _call: Call) -> Outcome:
    """Methods whose only effect is that they were called."""
    return True


METHODS: dict[str, Callable[[State, Call], Outcome]] = {
    "answerCallbackQuery": answer_callback_query,
    "deleteMessage": delete_message,
    "deleteWebhook": delete_webhook,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "editMessageText": edit_message_text,
    "getChatMember": get_chat_member,
    "getMe": get_me,
    "getWebhookInfo": get_webhook_info,
    "sendChatAction": accept,
    "sendDocument": send_document,
    "sendMessage": send_message,
    "setMyCommands": set_my_commands,
    "setMyDescription": accept,
    "setMyShortDescription": accept,
    "setWebhook": set_webhook,
}
