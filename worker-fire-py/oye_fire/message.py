"""The words of a message, as a chat shows them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from oye_fire.catalogue import Texts
from oye_fire.delivery import Delivery
from oye_fire.item import Item, items_of
from oye_fire.length import cut, units
from oye_fire.moment import clock, span

LONGEST = 4096
LATE = timedelta(minutes=1)
# Stands for a person's words in a text of the catalogue, which takes 1,000 characters at most.
WORDS = "\ue000"


@dataclass(frozen=True)
class Mention:
    """Somebody who is named, so that Telegram notifies them: where in the text, and who."""

    offset: int
    length: int
    user_id: int
    name: str


@dataclass(frozen=True)
class Message:
    """A text in plain characters, at most 4096 UTF-16 units, and who is named in it."""

    text: str
    mentions: tuple[Mention, ...] = ()


def message_of(deliveries: tuple[Delivery, ...], texts: Texts, longest: int = LONGEST) -> Message:
    """What these deliveries say together. A text that is too long is cut, with a pointer."""
    head, body = deliveries[0], items_of(deliveries)
    notes = note_lines(deliveries, texts)
    tail = "".join(f"\n{line}" for line in notes)
    names, mentions = named(head, texts)
    whole = lines_of(body, head, texts)
    room = longest - units(tail + names)
    if units(whole) > room:
        rests = {item.reminder_id: texts("rest", number=item.reminder_id) for item in body}
        empty = [shortened(item, rests[item.reminder_id], 0) for item in body]
        each = (room - units(lines_of(empty, head, texts))) // len(body)
        short = [shortened(item, rests[item.reminder_id], each) for item in body]
        whole = lines_of(short, head, texts)
    offset = units(whole + tail)
    moved = (Mention(offset + m.offset, m.length, m.user_id, m.name) for m in mentions)
    return Message(whole + tail + names, tuple(moved))


def shortened(item: Item, rest: str, room: int) -> Item:
    """The item with at most `room` units of its text, and where the rest is if it was cut."""
    if room > 0 and units(item.text) <= room + units(rest):
        return item
    return Item(**{**item.__dict__, "text": cut(item.text, room) + rest})


def lines_of(items: list[Item], head: Delivery, texts: Texts) -> str:
    """One line for each, numbered where there are more."""
    lines = [line_of(item, head, texts) for item in items]
    if len(lines) == 1:
        return f"{texts(f'sign-{state_of(items[0])}')} {lines[0]}"
    title = texts("digest", count=len(items))
    numbered = []
    for nth, (item, line) in enumerate(zip(items, lines, strict=True), start=1):
        state = state_of(item)
        sign = "" if state == "open" else texts(f"sign-{state}") + " "
        numbered.append(f"{nth}. {sign}{line}")
    return "\n".join([title, *numbered])


def state_of(item: Item) -> str:
    """What is true of it: open (or only not answered here), done, snoozed or deleted."""
    if item.deleted:
        return "deleted"
    if item.answer == "done":
        return "done"
    return "snoozed" if item.answer == "snoozed" and not item.open else "open"


def line_of(item: Item, head: Delivery, texts: Texts) -> str:
    """The person's words and what is true of them, on the reminder's own clock."""
    now, state = head.claimed_at, state_of(item)

    def at(moment: datetime | None, *, zone: bool = False) -> str:
        return clock(moment or item.due_at, item.timezone, now, texts, zone=zone)

    told_late = head.kind == "first" and (now - item.due_at >= LATE or head.missed_before > 0)
    if state == "done":
        line = texts("done", text=WORDS, at=at(item.answered_at))
    elif state == "snoozed":
        line = texts("snoozed", text=WORDS, at=at(item.snoozed_until))
    elif state == "deleted":
        line = texts("deleted", text=WORDS)
    else:
        line = texts("open", text=WORDS, due=at(item.due_at, zone=told_late))
    before, _, after = line.partition(WORDS)
    return before + item.text + after


def note_lines(deliveries: tuple[Delivery, ...], texts: Texts) -> list[str]:
    """What has to be said beside the text: lateness, missed ones, a possible repeat."""
    head = deliveries[0]
    notes = []
    # A snooze and a nag come after the due time because they were meant to; a digest says late.
    if len(deliveries) == 1 and head.kind == "first":
        late = head.claimed_at - head.due_at
        if late >= LATE:
            notes.append(texts("late", span=span(late, texts)))
        if head.missed_before > 0:
            notes.append(texts("missed", count=head.missed_before))
    lines = [", ".join(notes)] if notes else []
    if any(delivery.perhaps_repeat for delivery in deliveries):
        lines.append(texts("perhaps-repeat"))
    return lines


def named(head: Delivery, texts: Texts) -> tuple[str, list[Mention]]:
    """A line with those who joined, and where in it each stands."""
    if not head.attendees:
        return "", []
    line, mentions = "\n" + texts("attendees") + " ", []
    for nth, who in enumerate(head.attendees):
        line += ", " if nth else ""
        mentions.append(Mention(units(line), units(who["name"]), int(who["id"]), who["name"]))
        line += who["name"]
    return line, mentions
