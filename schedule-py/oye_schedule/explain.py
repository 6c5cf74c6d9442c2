"""What a person should know of one occurrence: where the clocks change, and what that does."""

from datetime import datetime
from zoneinfo import ZoneInfo

from oye_schedule.budget import Budget
from oye_schedule.lexicon import lexicon_of
from oye_schedule.lines import parse_lines
from oye_schedule.plan import plan_of
from oye_schedule.schedule import Schedule
from oye_schedule.slots import slots
from oye_schedule.zone import (
    DAY,
    instant_of,
    load_zone,
    local_of,
    offset_at_instant,
    offset_at_slot,
    slot_of,
)


def notes(schedule: Schedule, moment: datetime, *, zone: str, lang: str = "en") -> tuple[str, ...]:
    """Notes on one occurrence of a schedule, such as "02:30 does not exist that day; …".

    `moment` is an instant that next_occurrences gave, `zone` the person's, `lang` the language of
    the notes. Empty where there is nothing to say. Raises ScheduleError for an unknown zone or
    language, or a schedule that can't be read.
    """
    say = lexicon_of(lang).table["say"]
    own = load_zone(schedule.timezone or zone)
    instant = instant_of(moment)
    offset = offset_at_instant(instant, own)
    before = offset_at_instant(instant - DAY, own)
    if before < offset:
        slot = instant + before
        moved = offset_at_slot(slot, own) == before and _names(schedule, slot)
        if moved and not _names(schedule, instant + offset):
            length = _length(offset - before)
            return (say["gap"].format(time=f"{local_of(slot):%H:%M}", length=length),)
    if _twice(instant + offset, own) and _names(schedule, instant + offset):
        return (say["overlap"].format(time=f"{local_of(instant + offset):%H:%M}"),)
    return ()


def _twice(slot: int, zone: ZoneInfo) -> bool:
    """Whether a wall time is in an overlap: then its second time has a smaller offset."""
    second = local_of(slot).replace(tzinfo=zone, fold=1).utcoffset()
    return second is not None and second.total_seconds() < offset_at_slot(slot, zone)


def _length(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    parts = [f"{hours} h"] if hours else []
    return " ".join([*parts, f"{rest // 60} min"] if rest else parts)


def _names(schedule: Schedule, slot: int) -> bool:
    """Whether a schedule names a wall time, and doesn't count elapsed time or follow cron."""
    if schedule.after_done is not None:
        return False
    start = slot_of(schedule.starts_at)
    if not schedule.recurrence:
        return slot == start
    for text in parse_lines(schedule.recurrence).rules:
        plan = plan_of(text, start)
        if not plan.unit and next(slots(plan, slot, slot // DAY, Budget()), None) == slot:
            return True
    return False
