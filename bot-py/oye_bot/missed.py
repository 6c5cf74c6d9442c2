"""What could not be told while the chat was closed to the bot."""

from oye_client.models.identity import Identity

from oye_bot.catalogue import Texts
from oye_bot.length import beside
from oye_bot.moment import now, short


def missed_text(person: Identity, texts: Texts) -> str:
    """How many reminders failed meanwhile, and the latest of them, a line each."""
    items = person.missed or []
    lines = [
        f"#{one.reminder_id} {beside(one.text)} – "
        f"{short(one.due_at, person.timezone, now(), texts)}"
        for one in items
    ]
    count = int(person.missed_count or 0)
    if count > len(items):
        lines.append(texts("and-more", count=count - len(items)))
    return "\n".join([texts("missed", count=count), *lines])
