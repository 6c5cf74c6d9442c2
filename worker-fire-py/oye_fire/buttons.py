"""The buttons under a message; their data is a contract with the bot (contracts/callback.md)."""

from typing import Any

from oye_fire import callback
from oye_fire.catalogue import Texts
from oye_fire.delivery import Delivery
from oye_fire.item import Item, items_of

Row = list[tuple[str, str]]


def keyboard(deliveries: tuple[Delivery, ...], texts: Texts) -> dict[str, Any] | None:
    """The inline keyboard of what waits for an answer; None where nothing does."""
    head, items = deliveries[0], items_of(deliveries)
    rows: list[Row] = []
    for nth, item in enumerate(items, start=1):
        if item.open:
            rows += card(item, head, texts) if len(items) == 1 else [line(nth, item, head, texts)]
    if rows and head.author and len(items) == 1:
        label = texts("button-join", count=len(head.attendees or ()))
        rows.append([(label, callback.join(items[0].reminder_id, head.author))])
    if not rows:
        return None
    shown = [[{"text": text, "callback_data": data} for text, data in row] for row in rows]
    return {"inline_keyboard": shown}


def card(item: Item, head: Delivery, texts: Texts) -> list[Row]:
    """Two rows of three, of one reminder."""
    one, author = item.delivery_id, head.author
    return [
        [
            (texts("button-done"), callback.said("done", one, author)),
            (texts("button-ten-minutes"), callback.snooze(one, 10, author)),
            (texts("button-hour"), callback.snooze(one, 60, author)),
        ],
        [
            (texts("button-tonight"), callback.said("tonight", one, author)),
            (texts("button-tomorrow"), callback.said("tomorrow", one, author)),
            (texts("button-more"), callback.said("more", one, author)),
        ],
    ]


def line(nth: int, item: Item, head: Delivery, texts: Texts) -> Row:
    """A row of a digest: 20 of them stay within Telegram's 100 buttons."""
    one, author = item.delivery_id, head.author
    return [
        (texts("button-done-nth", nth=nth), callback.said("done", one, author)),
        (texts("button-hour"), callback.snooze(one, 60, author)),
        (texts("button-tomorrow"), callback.said("tomorrow", one, author)),
        (texts("button-more"), callback.said("more", one, author)),
    ]
