"""A schedule as it is kept, and the bounds that it must keep when it is saved."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from oye_schedule.duration import parse_duration
from oye_schedule.lines import canonical, parse_lines
from oye_schedule.occurrences import next_occurrences
from oye_schedule.problem import ScheduleError
from oye_schedule.rule import Rule, parse_rule, refuse
from oye_schedule.zone import load_zone

MOST_COUNT = 100_000
CLOSEST_SECONDS = 60
YEARS = (1900, 2200)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a reminder comes due.

    `starts_at` is naive wall time; `timezone` an IANA name, or None for a schedule that follows the
    person's zone; `recurrence` holds lines of RFC 5545, none for once; `after_done` is an ISO 8601
    duration to wait after each answer.
    """

    starts_at: datetime
    timezone: str | None
    recurrence: tuple[str, ...] = ()
    after_done: str | None = None


def check(schedule: Schedule, *, zone: str, now: datetime) -> Schedule:
    """The schedule, valid and in the form in which it is kept; raises ScheduleError otherwise.

    Bounds: the start between 1900 and 2200, COUNT up to 100,000, occurrences 60 s apart or more,
    and at least one of them after `now` (an aware moment) within 100 years. `zone` is the person's.
    """
    if schedule.timezone is not None:
        load_zone(schedule.timezone)
    load_zone(zone)
    starts_at = schedule.starts_at
    if starts_at.tzinfo is not None:
        raise ScheduleError(
            "bad_start", "the start is wall time, without an offset", field="starts_at"
        )
    if not YEARS[0] <= starts_at.year <= YEARS[1]:
        raise ScheduleError(
            "out_of_range",
            f"the start must lie between the years {YEARS[0]} and {YEARS[1]}",
            field="starts_at",
        )
    if schedule.after_done is not None:
        _check_wait(schedule)
    kept = replace(
        schedule,
        starts_at=starts_at.replace(microsecond=0),
        recurrence=canonical(schedule.recurrence),
    )
    if schedule.after_done is not None:
        kept = replace(kept, after_done=schedule.after_done.strip().upper())
    for text in parse_lines(kept.recurrence).rules:
        _check_bounds(parse_rule(text))
    _check_ahead(kept, zone, now)
    return kept


def _check_wait(schedule: Schedule) -> None:
    wait = parse_duration(schedule.after_done or "")
    if schedule.recurrence:
        raise ScheduleError(
            "bad_duration",
            "a schedule recurs by rule or waits for its answer, not both",
            field="after_done",
        )
    if not wait.months and not wait.days and wait.seconds < CLOSEST_SECONDS:
        raise ScheduleError(
            "too_frequent",
            f"a wait takes {CLOSEST_SECONDS} seconds or more, such as PT1M",
            field="after_done",
        )


def _check_bounds(rule: Rule) -> None:
    if rule.count is not None and rule.count > MOST_COUNT:
        raise refuse(f"COUNT may be {MOST_COUNT:,} at most")
    seconds = len({min(second, 59) for second in rule.by_second})
    every = rule.freq == "SECONDLY" and rule.interval < CLOSEST_SECONDS and seconds != 1
    if every or seconds > 1:
        raise _too_close()


def _too_close() -> ScheduleError:
    return ScheduleError(
        "too_frequent",
        f"occurrences must be {CLOSEST_SECONDS} seconds apart or more, such as every minute",
        field="recurrence",
    )


def _check_ahead(schedule: Schedule, zone: str, now: datetime) -> None:
    if schedule.after_done is not None:
        # Its first may lie in the past: a wait that is under way is saved again as it was.
        return
    ahead = next_occurrences(schedule, zone=zone, after=now, limit=50)
    if not ahead.instants and not schedule.recurrence:
        said = schedule.starts_at.strftime("%Y-%m-%d %H:%M")
        raise ScheduleError(
            "in_the_past", f"{said} has passed; give a time to come", field="starts_at"
        )
    if not ahead.instants:
        ended = next_occurrences(schedule, zone=zone, after=None, limit=1).instants
        slug = "in_the_past" if ended else "never_matches"
        raise ScheduleError(slug, f"{ahead.reason}", field="recurrence")
    seconds = [moment.timestamp() for moment in ahead.instants]
    if any(b - a < CLOSEST_SECONDS for a, b in pairwise(seconds)):
        raise _too_close()
