"""A rule made ready to compute: what DTSTART implies written out, times of day listed."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from oye_schedule.day_parts import DayParts, day_parts
from oye_schedule.rule import Rule, parse_rule
from oye_schedule.zone import DAY, local_of

UNITS = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}
ANY_SIXTY = tuple(range(60))


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What the walkers need of one RRULE and its start.

    `month` is that of the start, counted from year 0. `days` holds the day parts alone. `unit` is
    the period in seconds of a sub-daily rule, else 0, and `offsets` the seconds within such a
    period that it names. `elapsed` says that the period is counted in elapsed time: sub-daily rules
    that name no hour; one that does follows the wall. `floored` says that periods begin on whole
    units of the wall clock. `picked` are the times of day that BYSETPOS leaves of a DAILY rule.
    """

    rule: Rule
    start: int
    month: int
    days: DayParts
    unit: int
    offsets: tuple[int, ...]
    elapsed: bool
    floored: bool
    picked: tuple[int, ...] | None

    @property
    def times(self) -> int:
        """How many times of day there are."""
        if self.picked is not None:
            return len(self.picked)
        return len(self.rule.by_hour) * len(self.rule.by_minute) * len(self.rule.by_second)

    @property
    def filtered(self) -> bool:
        """Whether BY parts leave out some of a day's periods, in a sub-daily rule."""
        rule = self.rule
        by_minute = self.unit <= 60 and rule.by_minute
        return bool(rule.by_hour or by_minute or (self.unit == 1 and rule.by_second))

    def time_at(self, index: int) -> int:
        """The second of the day of the index-th time of day."""
        rule = self.rule
        index, second = divmod(index, len(rule.by_second))
        hour, minute = divmod(index, len(rule.by_minute))
        return rule.by_hour[hour] * 3600 + rule.by_minute[minute] * 60 + rule.by_second[second]

    def times_from(self, second: int) -> Iterator[int]:
        """The times of day at or after a second of the day, ascending."""
        if self.picked is not None:
            yield from self.picked[bisect_left(self.picked, second) :]
            return
        rule = self.rule
        for hour in rule.by_hour[bisect_left(rule.by_hour, second // 3600) :]:
            for minute in rule.by_minute:
                start = hour * 3600 + minute * 60
                if start + 59 >= second:
                    for extra in rule.by_second:
                        if start + extra >= second:
                            yield start + extra


def _implied(rule: Rule, start: int) -> Rule:
    """The rule with what it leaves to DTSTART written out (RFC 5545 section 3.3.10)."""
    first = local_of(start)
    named = rule.by_year_day or rule.by_month_day or rule.by_day
    add: dict[str, Any] = {}
    if rule.freq == "YEARLY" and not named:
        if rule.by_week:
            add["by_day"] = ((0, first.weekday()),)
        else:
            add["by_month"] = rule.by_month or (first.month,)
            add["by_month_day"] = (first.day,)
    elif rule.freq == "MONTHLY" and not named:
        if rule.by_week:
            add["by_day"] = ((0, first.weekday()),)
        else:
            add["by_month_day"] = (first.day,)
    elif rule.freq == "WEEKLY" and not named:
        add["by_day"] = ((0, first.weekday()),)
    unit = UNITS.get(rule.freq, DAY)
    if unit > 3600 and not rule.by_hour:
        add["by_hour"] = (first.hour,)
    if unit > 60 and not rule.by_minute:
        add["by_minute"] = (first.minute,)
    if unit > 1 and not rule.by_second:
        add["by_second"] = (first.second,)
    elif 60 in rule.by_second:
        # No leap seconds here: RFC 5545 section 3.3.12 reads second 60 as 59.
        add["by_second"] = tuple(sorted({min(second, 59) for second in rule.by_second}))
    return replace(rule, **add) if add else rule


def _minutely(rule: Rule, start: int) -> Rule:
    """A SECONDLY rule whose INTERVAL divides a minute, as the MINUTELY rule that it equals.

    BYSETPOS finds one second in each of its periods: the first and the last.
    """
    if rule.freq != "SECONDLY" or 60 % rule.interval:
        return rule
    seconds = tuple(
        second for second in rule.by_second or ANY_SIXTY if (second - start) % rule.interval == 0
    )
    if rule.by_position and not {1, -1} & set(rule.by_position):
        seconds = ()
    return replace(rule, freq="MINUTELY", interval=1, by_second=seconds, by_position=())


def _daily(rule: Rule, start: int) -> Rule:
    """A sub-daily rule that names its hours, as the DAILY rule that it equals, where one does.

    INTERVAL must divide the next larger unit, so that each day has the same times.
    """
    size, name = {"HOURLY": (24, "by_hour"), "MINUTELY": (60, "by_minute")}.get(rule.freq, (1, ""))
    if not name or not rule.by_hour or rule.by_position or size % rule.interval:
        return rule
    first = start % DAY // UNITS[rule.freq] % size
    given = getattr(rule, name) or range(size)
    inner = tuple(item for item in given if (item - first) % rule.interval == 0)
    times: dict[str, Any] = {name: inner}
    return replace(rule, freq="DAILY", interval=1, **times)


def picked(size: int, positions: tuple[int, ...]) -> list[int]:
    """The indices that BYSETPOS leaves of an ordered set of so many."""
    chosen = {place - 1 if place > 0 else size + place for place in positions}
    return [index for index in sorted(chosen) if 0 <= index < size]


@lru_cache(maxsize=8192)
def plan_of(text: str, start: int) -> Plan:
    """The plan of an RRULE's text and the slot of its DTSTART; raises ScheduleError."""
    written = parse_rule(text)
    rule = _daily(_minutely(_implied(written, start), start), start)
    unit = UNITS.get(rule.freq, 0)
    minutes = rule.by_minute if unit == 3600 else (0,)
    seconds = rule.by_second if unit > 1 else (0,)
    offsets = tuple(minute * 60 + second for minute in minutes for second in seconds)
    if unit and rule.by_position:
        offsets = tuple(offsets[index] for index in picked(len(offsets), rule.by_position))
    first = local_of(start)
    plan = Plan(
        rule=rule,
        start=start,
        month=first.year * 12 + first.month - 1,
        days=day_parts(rule),
        unit=unit,
        offsets=offsets if unit else (),
        elapsed=unit > 0 and not rule.by_hour,
        floored=(unit == 3600 and bool(written.by_minute)) or rule.freq != written.freq,
        picked=None,
    )
    if rule.freq == "DAILY" and rule.by_position:
        chosen = picked(plan.times, rule.by_position)
        plan = replace(plan, picked=tuple(plan.time_at(index) for index in chosen))
    return plan
