"""When a rule comes due: its wall time or elapsed time as instants, from its start to its end."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

from oye_schedule.budget import Budget, Work
from oye_schedule.elapse import moments, nth_moment
from oye_schedule.plan import Plan
from oye_schedule.slots import nth_slot, slots
from oye_schedule.zone import DAY, offset_at_instant, offset_at_slot, to_instant, to_slot

HORIZON_DAYS = 36_525
LAST_DAY = date(9990, 1, 1).toordinal()


def rule_instants(plan: Plan, own: ZoneInfo, low: int, work: Work, budget: Budget) -> Iterator[int]:
    """The instants of a rule from `low` on, ascending, each once, for the next 100 years.

    `budget` is its share of `work`, which is told where and why there are fewer than that.
    """
    rule = plan.rule
    offset = offset_at_instant(low, own)
    last_day = min((low + offset) // DAY + HORIZON_DAYS, LAST_DAY)
    until = rule.until
    if until is not None and not rule.until_utc:
        until = to_instant(until, own)
    if rule.count is not None:
        until = _last(plan, own, work.share)
        if until is None:
            work.uncounted = True
            return
    if until is not None:
        if until < low:
            return
        last_day = min(last_day, to_slot(until, own) // DAY + 1)
    if plan.elapsed and plan.unit:
        source = moments(plan, own, low, last_day, budget)
    else:
        # Slots just before `low` matter where a gap has moved them past it.
        begin = low + min(offset, offset_at_instant(low - 2 * DAY, own))
        wall = (
            moments(plan, None, begin, last_day, budget)
            if plan.unit
            else slots(plan, begin, last_day, budget)
        )
        source = _resolved(wall, own)
    for instant in source:
        if until is not None and instant > until:
            return
        if instant >= low:
            yield instant
    if budget.steps < 0:
        # A slot is no instant yet: no offset is as large as a day.
        work.reached = min(work.reached, budget.at - DAY)


def _resolved(wall: Iterator[int], zone: ZoneInfo) -> Iterator[int]:
    """Slots to instants. A slot in a gap comes later than its place, maybe beside another."""
    moved: list[int] = []
    done: int | None = None
    for slot in wall:
        offset = offset_at_slot(slot, zone)
        instant = slot - offset
        if offset_at_instant(instant, zone) != offset:
            moved.append(instant)
            continue
        while moved and moved[0] <= instant:
            early = moved.pop(0)
            if early != instant and early != done:
                done = early
                yield early
        if instant != done:
            done = instant
            yield instant
    yield from moved


@lru_cache(maxsize=8192)
def _last(plan: Plan, own: ZoneInfo, steps: int) -> int | None:
    """The instant at which COUNT ends a series; None if it lies beyond what `steps` can search."""
    count = plan.rule.count
    assert count is not None
    last_day = min(plan.start // DAY + HORIZON_DAYS, LAST_DAY)
    zone = own if plan.elapsed else None
    budget = Budget(steps)
    if plan.unit:
        found = nth_moment(plan, zone, count, last_day, budget)
    else:
        found = nth_slot(plan, count, last_day, budget)
    if found is None and budget.steps < 0:
        return None
    if found is None:
        # COUNT reaches beyond the horizon: no end that a search could meet.
        return LAST_DAY * DAY
    return found if plan.unit and plan.elapsed else to_instant(found, own)
