"""What became of an occurrence, in words."""

from datetime import datetime

from oye_client.models.answer import Answer
from oye_client.models.occurrence import Occurrence

from oye_bot.catalogue import Texts
from oye_bot.length import LONGEST_TEXT, fit
from oye_bot.moment import clock, relative, short


def answered(occurrence: Occurrence, present: datetime, texts: Texts) -> str:
    """What is true of it now: `✔ Done 12:31`, `💤 again 12:41 (in 10 minutes)`."""
    zone = occurrence.timezone
    if occurrence.answer == Answer.DONE and occurrence.answered_at:
        return texts("answered-done", time=short(occurrence.answered_at, zone, present, texts))
    if occurrence.answer == Answer.SNOOZED and occurrence.snoozed_until:
        until = occurrence.snoozed_until
        time = f"{short(until, zone, present, texts)} ({relative(until, present, texts)})"
        return texts("answered-again" if until > present else "answered-was-again", time=time)
    return texts("answered-not", time=clock(occurrence.due_at, zone))


def answered_line(occurrence: Occurrence, present: datetime, texts: Texts) -> str:
    """The same with the reminder's number and text."""
    state = answered(occurrence, present, texts)
    return f"{state}\n#{occurrence.reminder_id} {fit(occurrence.text, LONGEST_TEXT)}"
