"""Every text that a person reads. All plain: nothing is sent with a parse_mode."""

from collections.abc import Sequence
from datetime import datetime

from oye_client.models.answer import Answer
from oye_client.models.occurrence import Occurrence
from oye_client.models.reminder import Reminder
from oye_client.models.reminder_state import ReminderState

from oye_bot.moment import absolute, clock, relative, short

LONGEST = 4096
LONGEST_TOAST = 200
LONGEST_IN_LIST = 100
LONGEST_TEXT = 3500

EXAMPLES = (
    "For example:\n"
    "• stretch in 10 minutes\n"
    "• call mum tomorrow 9am\n"
    "• water the plants every saturday at 10"
)
HELP = (
    "Write what I shall remind you of, and when.\n\n"
    f"{EXAMPLES}\n\n"
    "/list – what is to come\n"
    "/done 12 – reminder 12 is done\n"
    "/snooze 12 10m – tell me again in 10 minutes\n"
    "/tz Europe/Madrid – your time zone\n"
    "/help – this"
)
COMMANDS = {
    "list": "What is to come",
    "done": "A reminder is done: /done 12",
    "snooze": "Again later: /snooze 12 10m",
    "tz": "Your time zone: /tz Europe/Madrid",
    "help": "What I understand",
}
USAGE_DONE = "Say which one: /done 12. The numbers stand in /list."
USAGE_SNOOZE = "Say which one, and until when: /snooze 12 10m. The numbers stand in /list."
TEXT_ONLY = "I can only read text so far. Write what I shall remind you of, and when."
API_AWAY = (
    "I can't reach your reminders just now. I keep trying, and answer here: no need to repeat."
)
FAULT = "Something went wrong on my side, and I can't tell whether it was stored. See /list."
NOTHING = f"Nothing is to come. Write what I shall remind you of.\n\n{EXAMPLES}"
MORE = "… and more. `oye list` in a terminal shows all."
OTHER_BUTTON = "This button is of another version of me. Use /done or /snooze."
UNKNOWN_MESSAGE = "I don't know this reminder any more."
NOT_STARTED = "We have not met yet: send me /start."
DONE_BUTTON = "✔ Done"


def welcome(zone: str, *, made: bool) -> str:
    """After /start: who I am, and the zone, which was a guess where the person is new."""
    told = (
        f"I take it that your time zone is {zone}; if not, say so: /tz Europe/Madrid."
        if made
        else f"Your time zone is {zone}; /tz Europe/Madrid changes it."
    )
    return f"Hello! I remind you of things.\n\n{told}\n\n{HELP}"


def linked(zone: str) -> str:
    """After /start with a code that was right."""
    return (
        "This chat is joined: what you add in the terminal arrives here, and the other way round.\n"
        f"Your time zone is {zone}; /tz Europe/Madrid changes it."
    )


def link_refused(detail: str) -> str:
    """After /start with a code that was not."""
    return f"{detail}\n\nIf you have just used it, this chat may be joined already: try /list."


def group_pointer(bot: str) -> str:
    """In a group: what is private is told in private."""
    return f"Your reminders are your own: let us talk at https://t.me/{bot}"


def unknown_command(command: str) -> str:
    """A command that there is not."""
    return f"I don't know {fit(command, 50)}. /help tells what I do."


def stored(reminder: Reminder, present: datetime) -> str:
    """The echo of what was stored."""
    lines = [f"✔ #{reminder.id} {fit(reminder.text, LONGEST_TEXT)}"]
    if reminder.next_occurrence:
        at = reminder.next_occurrence
        lines += [absolute(at, reminder.timezone), relative(at, present)]
    else:
        lines.append("I am working out when it is next.")
    if reminder.upcoming:
        lines.append(f"then {short(reminder.upcoming[0], reminder.timezone, present)}, and so on")
    return "\n".join(lines)


def refused(detail: str, choices: Sequence[str]) -> str:
    """What was said can't be stored, and why."""
    if choices:
        meant = "\n".join(f"• {fit(choice, 200)}" for choice in choices[:10])
        return f"{fit(detail, 1000)}\n\nDid you mean:\n{meant}\n\nNothing was stored; say it again."
    return f"{fit(detail, 2000)}\n\nNothing was stored. {EXAMPLES}"


def told(detail: str) -> str:
    """Any other refusal of the API, in its own words."""
    return fit(detail, LONGEST)


def listed(reminders: Sequence[Reminder], present: datetime, *, more: bool) -> str:
    """What is to come, a line each; as many as fit into one message."""
    lines: list[str] = []
    room = LONGEST - units(MORE) - 1
    for reminder in reminders:
        line = list_line(reminder, present)
        room -= units(line) + 1
        if room < 0:
            more = True
            break
        lines.append(line)
    return "\n".join([*lines, MORE] if more else lines)


def list_line(reminder: Reminder, present: datetime) -> str:
    """One reminder: number, text, and when, or why not."""
    zone, notes = reminder.timezone, []
    if reminder.waiting_since:
        notes.append(f"due {short(reminder.waiting_since, zone, present)}, not answered")
    if reminder.snoozed_until:
        notes.append(f"again {short(reminder.snoozed_until, zone, present)}")
    if reminder.state == ReminderState.PAUSED:
        notes.append("paused")
    elif reminder.state == ReminderState.INVALID:
        notes.append(f"can't be calculated: {fit(str(reminder.state_reason), 200)}")
    elif reminder.next_occurrence:
        at = reminder.next_occurrence
        notes.append(f"{short(at, zone, present)} ({relative(at, present)})")
    return f"#{reminder.id} {fit(reminder.text, LONGEST_IN_LIST)} – {', '.join(notes) or '…'}"


def answered(occurrence: Occurrence, present: datetime) -> str:
    """What is true of an occurrence after it was answered: `✔ Done 12:31`, `💤 again 12:41`."""
    zone = occurrence.timezone
    if occurrence.answer == Answer.DONE and occurrence.answered_at:
        return f"✔ Done {short(occurrence.answered_at, zone, present)}"
    if occurrence.answer == Answer.SNOOZED and occurrence.snoozed_until:
        until = occurrence.snoozed_until
        again = f"{short(until, zone, present)} ({relative(until, present)})"
        return f"💤 again {again}" if until > present else f"💤 was told again {again}"
    return f"due {clock(occurrence.due_at, zone)}, not answered"


def answered_line(occurrence: Occurrence, present: datetime) -> str:
    """The same with the reminder's number and text, for a chat."""
    state = answered(occurrence, present)
    return f"{state}\n#{occurrence.reminder_id} {fit(occurrence.text, LONGEST_TEXT)}"


def message_after(occurrence: Occurrence, present: datetime) -> str:
    """What a reminder's message says once it was answered."""
    return f"⏰ {fit(occurrence.text, LONGEST_TEXT)}\n{answered(occurrence, present)}"


def zone_is(zone: str, present: datetime) -> str:
    """The person's zone, with its clock."""
    return f"Your time zone is {zone}, where it is {clock(present, zone)[:5]}."


def units(text: str) -> int:
    """The length in UTF-16 code units, in which Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fit(text: str, longest: int) -> str:
    """The text, or as much of it as fits into so many UTF-16 code units."""
    if units(text) <= longest:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (longest - 1)]
    return kept.decode("utf-16-le", "ignore") + "…"
