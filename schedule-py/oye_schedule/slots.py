"""The slots of YEARLY, MONTHLY, WEEKLY and DAILY rules: their days, each with its times."""

from collections.abc import Iterator

from oye_schedule.budget import Budget
from oye_schedule.days import ever
from oye_schedule.plan import Plan
from oye_schedule.sets import nth_of_sets, slots_of_sets
from oye_schedule.walk import days_in, masks
from oye_schedule.zone import DAY


def slots(plan: Plan, low: int, last_day: int, budget: Budget) -> Iterator[int]:
    """Slots of a day-level rule at or after `low` and DTSTART, until `last_day`, ascending."""
    if not plan.times or not ever(plan.days):
        return
    low = max(low, plan.start)
    if plan.rule.by_position and plan.picked is None:
        yield from slots_of_sets(plan, low, last_day, budget)
        return
    first_day, second = divmod(low, DAY)
    for base, mask in masks(plan, first_day, last_day):
        for day in days_in(base, mask):
            for time in plan.times_from(second if day == first_day else 0):
                yield day * DAY + time


def nth_slot(plan: Plan, count: int, last_day: int, budget: Budget) -> int | None:
    """The count-th slot from DTSTART, counted by masks; None if there are fewer or it is spent."""
    if not plan.times or not ever(plan.days):
        return None
    if plan.rule.by_position and plan.picked is None:
        return nth_of_sets(plan, count, last_day, budget)
    start_day, second = divmod(plan.start, DAY)
    early = sum(1 for _ in plan.times_from(0)) - sum(1 for _ in plan.times_from(second))
    times = plan.times
    for base, mask in masks(plan, start_day, last_day):
        if early and base <= start_day and mask >> (start_day - base) & 1:
            count += early
        early = 0 if mask.bit_length() + base > start_day else early
        size = mask.bit_count() * times
        if count <= size:
            days = list(days_in(base, mask))
            index, time = divmod(count - 1, times)
            at = plan.picked[time] if plan.picked is not None else plan.time_at(time)
            return days[index] * DAY + at
        count -= size
    return None
