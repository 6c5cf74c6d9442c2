"""Why something was not delivered, in words, and what to do about it.

The slugs are those of `outcome_reason`; worker-fire's tables of answers give most of them
(worker-fire-py/oye_fire/channels/), the stored SQL the others. One that is not known here, since a
newer worker has it, is shown as it is.
"""

import re

from oye_cli.terminal import clean

ENABLE = "mend that, then enable the channel: oye channels enable NUMBER"
NEW_CHAT = "add a chat that there is: oye channels add telegram"
NEW_HOOK = "add the right address: oye channels add webhook URL"
LATER = "see whether it works again"

# Reason: in words, what to do before it is sent again.
REASONS = {
    "no_channel": ("none of its channels was enabled", "oye channels list shows them"),
    "channel_disabled": ("its channel was disabled", "oye channels list says why"),
    "channel_removed": ("its channel was removed", "oye channels list shows those that there are"),
    "channel_down": ("its channel took nothing for too long", LATER),
    "bot_blocked": ("you blocked the bot", ENABLE),
    "bot_kicked": ("the bot was removed from the chat", ENABLE),
    "bot_not_a_member": ("the bot is not in that chat", ENABLE),
    "bot_not_started": ("the bot was never started there", ENABLE),
    "no_rights_in_chat": ("the bot may not write in that chat", ENABLE),
    "forbidden": ("Telegram forbids the bot to write there", ENABLE),
    "chat_not_found": ("Telegram knows no such chat", NEW_CHAT),
    "chat_id_wrong": ("its address is no chat", NEW_CHAT),
    "chat_is_a_bot": ("that chat is a bot", NEW_CHAT),
    "chat_deleted": ("that chat was deleted", NEW_CHAT),
    "user_deactivated": ("that Telegram account is gone", NEW_CHAT),
    "moved": ("the group moved to where another channel is", NEW_CHAT),
    "thread_not_found": ("that topic is gone", NEW_CHAT),
    "gone": ("the webhook wants no more (HTTP 410)", ENABLE),
    "redirect": ("the webhook redirects, which is not followed", NEW_HOOK),
    "url_wrong": ("its address is no URL", NEW_HOOK),
    "address_not_public": ("its host has no public address", NEW_HOOK),
    "secret_wrong": ("its signing secret can't be read", NEW_HOOK),
    "dns": ("its host's name is not known", LATER),
    "connect": ("its host was not reached", LATER),
    "tls": ("its host's certificate is not good", LATER),
    "timeout": ("no answer came in time", LATER),
    "connection_broken": ("the connection broke before an answer came", LATER),
    "telegram_gateway_timeout": ("Telegram did not answer in time", LATER),
    "answer_unreadable": ("the answer could not be read", LATER),
    "lease_expired": ("the worker ended in the midst of it", LATER),
    "too_many": ('the webhook said "too many" for too long', LATER),
    "answered": ("you answered it", LATER),
    "paused": ("its reminder was paused", "oye resume NUMBER ends the pause"),
    "deleted": ("its reminder was removed", "oye undo brings it back"),
}
# A first send perhaps arrived; what follows is why it was not repeated, or how that ended.
THEN = "then_"
STATUS = re.compile(r"(telegram|not_telegram)?_?http_(\d{3})")
SENDERS = {"telegram": "Telegram", "not_telegram": "something other than Telegram"}


def words(reason: str) -> str:
    """`the webhook answered with HTTP 500 (http_500)`; the slug alone where it is not known."""
    if reason.startswith(THEN):
        return f"perhaps it arrived, then {words(reason.removeprefix(THEN))}"
    status = STATUS.fullmatch(reason)
    if status:
        said = f"{SENDERS.get(status[1], 'the webhook')} answered with HTTP {status[2]}"
    elif reason in REASONS:
        said = REASONS[reason][0]
    else:
        return f"({clean(reason)})"
    return f"{said} ({reason})"


def remedy(reason: str | None) -> str:
    """What to do about it before it is sent again."""
    return REASONS.get((reason or "").removeprefix(THEN), ("", LATER))[1]
