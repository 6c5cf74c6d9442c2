"""RRULEs in words: the days that each means, its times, how many and until when."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from oye_schedule.describe_days import days_told
from oye_schedule.describe_hours import hours_told
from oye_schedule.describe_set import days_of
from oye_schedule.describe_words import Say, amount, at, on_day
from oye_schedule.rule import Rule
from oye_schedule.zone import DAY, load_zone, local_of, offset_at_instant

ELAPSED = {"SECONDLY": "second", "MINUTELY": "minute", "HOURLY": "hour"}
MOST_GROUPS = 6


def rules_told(rules: Sequence[Rule], start: datetime, zone: str | None, say: Say) -> str | None:
    """Rules in words, those that differ only in their times in one sentence; None without words."""
    wall = [_on_the_wall(rule, start) for rule in rules]
    # A number of times is each rule's own, and so is the place in a set.
    own = [bool(rule.count or rule.by_position) for rule in wall]
    keys = [(_timeless(rule), at if own[at] else -1) for at, rule in enumerate(wall)]
    groups = [
        [rule for _, rule in group]
        for _, group in groupby(zip(keys, wall, strict=True), key=lambda pair: pair[0])
    ]
    said = None
    for group in groups if len(groups) <= MOST_GROUPS else ():
        one = _said(group, start, zone, say)
        if one is None:
            return None
        said = one if said is None else say["also"].format(one=said, other=one)
    return said


def _timeless(rule: Rule) -> Rule:
    return replace(rule, by_hour=(), by_minute=(), by_second=())


def _on_the_wall(rule: Rule, start: datetime) -> Rule:
    """The DAILY rule that names the same times as one of hours or minutes, where there is one."""
    named = rule.by_hour or rule.by_minute
    whole = rule.interval == 1 if rule.freq == "HOURLY" else 60 % rule.interval == 0
    if rule.freq not in ("HOURLY", "MINUTELY") or not named or not whole or rule.by_position:
        return rule
    minutes: Sequence[int] = (start.minute,)
    if rule.freq == "MINUTELY":
        minutes = range(start.minute % rule.interval, 60, rule.interval)
        minutes = [at for at in minutes if at in rule.by_minute or not rule.by_minute]
    return replace(
        rule,
        freq="DAILY",
        interval=1,
        by_hour=rule.by_hour or tuple(range(24)),
        by_minute=tuple(minutes) if rule.freq == "MINUTELY" else rule.by_minute or tuple(minutes),
    )


def _times(rules: Sequence[Rule], start: datetime) -> list[int] | None:
    """The times of day in minutes; None for times with seconds."""
    found = set()
    for rule in rules:
        if rule.by_second not in ((), (0,)) or (start.second and not rule.by_second):
            return None
        for hour in rule.by_hour or (start.hour,):
            found |= {hour * 60 + minute for minute in rule.by_minute or (start.minute,)}
    return sorted(found)


def _said(rules: Sequence[Rule], start: datetime, zone: str | None, say: Say) -> str | None:
    rule = rules[0]
    if rule.freq in ELAPSED:
        times, said = [], _elapsed(rule, start, say)
    else:
        found = _times(rules, start)
        times = found or []
        if found is None or (rule.by_position and len(found) > 1):
            return None
        said = _on_days(rule, start, found, say)
    ending = "" if said is None else _ending(rule, times, zone, say)
    return None if said is None or ending is None else f"{said}{ending}"


def _elapsed(rule: Rule, start: datetime, say: Say) -> str | None:
    """ "every 5 hours", and on which days."""
    if rule.by_hour or rule.by_minute or rule.by_second or rule.by_position:
        return None
    every = amount(say, ELAPSED[rule.freq], rule.interval)
    days = days_of(replace(rule, freq="DAILY", interval=1), start)
    told = None if days is None else days_told(days, say)
    if told is None:
        return None
    return f"{every}, {told.on}".rstrip(",") if told.on else every


def _on_days(rule: Rule, start: datetime, times: Sequence[int], say: Say) -> str | None:
    days, hours = days_of(rule, start), hours_told(times, say, whole=False)
    told = None if days is None else days_told(days, say)
    if told is None or hours is None:
        return None
    if not hours.often:
        return f"{told.every} {hours.text}"
    return f"{hours.text}, {told.on}".rstrip(",") if told.on else hours.text


def _ending(rule: Rule, times: Sequence[int], zone: str | None, say: Say) -> str | None:
    """ " 10 times" or " until 24 December 2027"; a day where that says the same as its moment."""
    if rule.count is not None:
        return f" {amount(say, 'times', rule.count)}"
    if rule.until is None:
        return ""
    until = rule.until
    if rule.until_utc and zone is not None:
        until += offset_at_instant(until, load_zone(zone))
    day, second = divmod(until, DAY)
    if rule.until_utc and zone is None:
        return f" {on_day(say, local_of(until), 'until')} {at(say, (second,))} UTC"
    if second == DAY - 1 or (times and second >= times[-1] * 60):
        return f" {on_day(say, local_of(day * DAY), 'until')}"
    if times and second < times[0] * 60:
        return f" {on_day(say, local_of((day - 1) * DAY), 'until')}"
    return f" {on_day(say, local_of(until), 'until')} {at(say, (second,))}"
