"""From a schedule to its next instants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from math import inf
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from oye_schedule.budget import Work
from oye_schedule.cron import parse_cron
from oye_schedule.crontime import cron_instants
from oye_schedule.duration import after_answer, parse_duration
from oye_schedule.lines import parse_lines
from oye_schedule.plan import plan_of
from oye_schedule.rule import parse_rule
from oye_schedule.ruletime import HORIZON_DAYS, LAST_DAY, rule_instants
from oye_schedule.stamps import Stamp, not_before
from oye_schedule.zone import (
    DAY,
    instant_of,
    load_zone,
    moment_of,
    slot_of,
    to_instant,
    to_slot,
)

if TYPE_CHECKING:
    from oye_schedule.schedule import Schedule

NEVER = "it never matches: no such date comes in the next 100 years"
SEARCHED = "a rule never matches as far as was searched: its parts hardly ever meet"
UNCOUNTED = "a COUNT reaches further than can be counted; give UNTIL instead"
WAITS = "it waits for the answer to what came due last"
FAR = "the next lies more than 100 years ahead"
ENDED = "the series has ended: none come after this"


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Some instants of a schedule, ascending, in the schedule's zone.

    `ended` says that none come after these. `reason` is a sentence when there are none at all.
    """

    instants: tuple[datetime, ...]
    ended: bool
    reason: str | None = None


def next_occurrences(
    schedule: Schedule,
    *,
    zone: str,
    after: datetime | None,
    limit: int,
    counts_from: datetime | None = None,
) -> Occurrences:
    """The first `limit` instants of a schedule that are later than `after`.

    Compare them by timestamp: Python calls no moment of an overlap equal to one of another zone.

    `zone` is the person's, used where the schedule is floating. `after` is an aware moment and
    exclusive; None begins with the schedule's start. `counts_from` is the moment from which an
    `after_done` schedule waits; None means that nothing came due yet. Raises ScheduleError for a
    schedule that can't be read; one that never matches is an answer with a reason.
    """
    own = load_zone(schedule.timezone or zone)
    if schedule.after_done is not None:
        return _waiting(schedule, own, after, counts_from)
    low = None if after is None else instant_of(after) + 1
    work = Work(len(parse_lines(schedule.recurrence).rules))
    found = _first(schedule, own, low, limit + 1, work)
    if work.uncounted or not found:
        return Occurrences((), True, _reason(schedule, own, low, work))
    instants = tuple(moment_of(instant, own) for instant in found[:limit])
    return Occurrences(instants, ended=len(found) <= limit and work.reached == inf)


def _first(schedule: Schedule, own: ZoneInfo, low: int | None, most: int, work: Work) -> list[int]:
    """So many instants from `low` on; each that is found moves the horizon along."""
    found: list[int] = []
    while True:
        size = len(found)
        for instant in _stream(schedule, own, low, work):
            found.append(instant)
            if len(found) == most:
                return found
        if len(found) == size or work.reached < inf:
            return found
        low = found[-1] + 1


def _waiting(
    schedule: Schedule, own: ZoneInfo, after: datetime | None, counts_from: datetime | None
) -> Occurrences:
    """The one instant that an after_done schedule knows: the rest wait for their answers."""
    wait = parse_duration(schedule.after_done or "")
    if counts_from is None:
        instant = to_instant(slot_of(schedule.starts_at), own)
    else:
        instant = after_answer(wait, counts_from, schedule.starts_at, own)
    if after is not None and instant <= instant_of(after):
        return Occurrences((), False, WAITS)
    return Occurrences((moment_of(instant, own),), False)


def _reason(schedule: Schedule, own: ZoneInfo, low: int | None, work: Work) -> str:
    if work.uncounted:
        return UNCOUNTED
    if work.reached < inf:
        return SEARCHED
    if low is None or next(_stream(schedule, own, None, work), None) is None:
        return SEARCHED if work.reached < inf else NEVER
    rules = map(parse_rule, parse_lines(schedule.recurrence).rules)
    return ENDED if all(rule.count or rule.until is not None for rule in rules) else FAR


def _stream(schedule: Schedule, own: ZoneInfo, low: int | None, work: Work) -> Iterator[int]:
    """Every instant from `low` on, ascending, each once."""
    start = slot_of(schedule.starts_at)
    first = to_instant(start, own)
    if not schedule.recurrence:
        return iter([first] if low is None or first >= low else [])
    lines = parse_lines(schedule.recurrence)
    begin = first if low is None else max(first, low)
    parts = [
        rule_instants(plan_of(text, start), own, begin, work, budget)
        for text, budget in zip(lines.rules, work.shares, strict=True)
    ]
    if lines.cron is not None:
        last_day = min(to_slot(begin, own) // DAY + HORIZON_DAYS, LAST_DAY)
        parts.append(cron_instants(parse_cron(lines.cron), own, begin, last_day))
    if not parts:
        # Dates alone add to the start (RFC 5545 section 3.8.5.2).
        parts.append(iter([first] if low is None or first >= low else []))
    if lines.added:
        added = (stamp.instant(own, start % DAY) for stamp in not_before(lines.added, low))
        parts.append(iter(sorted(at for at in added if low is None or at >= low)))
    if len(parts) == 1 and not lines.removed and not lines.added:
        return parts[0]
    return _merged(parts, tuple(not_before(lines.removed, low)), own, start % DAY, work)


def _merged(
    parts: list[Iterator[int]],
    removed: tuple[Stamp, ...],
    own: ZoneInfo,
    time_of_day: int,
    work: Work,
) -> Iterator[int]:
    """All parts as one, each instant once; nothing from where one of them may lack some."""
    times = {stamp.instant(own, time_of_day) for stamp in removed if not stamp.whole_day}
    days = {stamp.day for stamp in removed if stamp.whole_day}
    done: int | None = None
    for instant in merge(*parts):
        if instant > work.reached:
            return
        if instant == done or instant in times:
            continue
        if days and to_slot(instant, own) // DAY in days:
            continue
        done = instant
        yield instant
