"""Single dates in words: what RDATE adds to a series, and what EXDATE takes out of it."""

from collections.abc import Sequence
from datetime import datetime

from oye_schedule.describe_words import Say, at, joined, on_day
from oye_schedule.lines import Lines
from oye_schedule.stamps import Stamp
from oye_schedule.zone import DAY, load_zone, local_of, slot_of, to_slot

MOST_DATES = 7


def dates_told(lines: Lines, start: datetime, zone: str | None, say: Say) -> str | None:
    """ ", and also on … , except on …", None where a date's zone is not the schedule's.

    Of dates that are taken out the time is told only where it isn't the start's.
    """
    told = ""
    usual = slot_of(start) % DAY
    for key, stamps in (("added", lines.added), ("except", lines.removed)):
        slots = [_slot(stamp, zone, usual) for stamp in stamps]
        known = sorted({slot for slot in slots if slot is not None})
        if None in slots:
            return None
        timed = key == "added" or any(slot % DAY != usual for slot in known)
        if known:
            told += say[key].format(dates=_moments(known, say, timed=timed))
    return told


def alone_told(lines: Lines, start: datetime, zone: str | None, say: Say) -> str | None:
    """A start and the dates that are added to it, without any rule."""
    slots = [_slot(stamp, zone, slot_of(start) % DAY) for stamp in lines.added]
    known = {slot for slot in slots if slot is not None}
    if None in slots:
        return None
    return _moments(sorted({slot_of(start), *known}), say, timed=True)


def _moments(slots: Sequence[int], say: Say, *, timed: bool) -> str:
    """Moments of the wall clock in a list, the last of many as a number."""
    shown = slots if len(slots) <= MOST_DATES else slots[: MOST_DATES - 1]
    items = [_moment(slot, say, timed) for slot in shown]
    if len(shown) < len(slots):
        items.append(say["more"].format(n=len(slots) - len(shown)))
    return joined(say, items)


def _moment(slot: int, say: Say, timed: bool) -> str:
    day = on_day(say, local_of(slot))
    return f"{day} {at(say, (slot % DAY,))}".replace("|", "") if timed else day


def _slot(stamp: Stamp, zone: str | None, usual: int) -> int | None:
    """The wall time of a stamp in the schedule's zone; None where that isn't known."""
    if stamp.whole_day:
        return stamp.second + usual if stamp.zone in (None, zone) else None
    if not stamp.utc and stamp.zone in (None, zone):
        return stamp.second
    if zone is None:
        return None
    own = load_zone(zone)
    return to_slot(stamp.instant(own, usual), own)
