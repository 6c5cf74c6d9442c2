"""What a schedule must keep when it is saved."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from oye_schedule.problem import ScheduleError
from oye_schedule.schedule import Schedule, check

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TOMORROW = Schedule(datetime(2026, 11, 24, 9), None)


def refusal(schedule: Schedule) -> ScheduleError:
    with pytest.raises(ScheduleError) as caught:
        check(schedule, zone="Europe/Madrid", now=NOW)
    return caught.value


def test_lines_are_kept_in_one_form() -> None:
    schedule = replace(TOMORROW, recurrence=("freq=daily; interval=2\n", "rdate:20261201T090000"))
    kept = check(schedule, zone="Europe/Madrid", now=NOW)
    assert kept.recurrence == ("RRULE:FREQ=DAILY;INTERVAL=2", "RDATE:20261201T090000")
    assert check(kept, zone="Europe/Madrid", now=NOW) == kept


def test_a_one_off_may_be_seconds_away_but_not_past() -> None:
    soon = Schedule(datetime(2026, 11, 23, 10, 0, 5), "UTC")
    assert check(soon, zone="UTC", now=NOW) == soon
    past = refusal(Schedule(datetime(2026, 11, 23, 9, 59), "UTC"))
    assert (past.slug, past.field) == ("in_the_past", "starts_at")


@pytest.mark.parametrize(
    ("lines", "slug"),
    [
        (("RRULE:FREQ=DAILY;COUNT=100001",), "bad_recurrence"),
        (("RRULE:FREQ=DAILY;INTERVAL=0",), "bad_recurrence"),
        (("RRULE:FREQ=SECONDLY;INTERVAL=59",), "too_frequent"),
        (("RRULE:FREQ=MINUTELY;BYSECOND=0,30",), "too_frequent"),
        (("RRULE:FREQ=DAILY;BYSECOND=0,30",), "too_frequent"),
        (("RRULE:FREQ=DAILY", "RDATE:20261125T090030"), "too_frequent"),
        (("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",), "never_matches"),
        (("RRULE:FREQ=DAILY;UNTIL=20261101",), "never_matches"),
        (("RRULE:FREQ=DAILY", "CRON:0 9 * * *"), "bad_recurrence"),
        (("EXRULE:FREQ=DAILY",), "bad_recurrence"),
        (("hello",), "bad_recurrence"),
    ],
)
def test_bounds_are_kept(lines: tuple[str, ...], slug: str) -> None:
    problem = refusal(replace(TOMORROW, recurrence=lines))
    assert (problem.slug, problem.field) == (slug, "recurrence")


def test_a_series_that_is_over_lies_in_the_past() -> None:
    over = Schedule(datetime(2026, 1, 1, 9), None, ("RRULE:FREQ=DAILY;COUNT=10",))
    assert refusal(over).slug == "in_the_past"


def test_a_minute_apart_is_enough() -> None:
    for rule in ("FREQ=MINUTELY", "FREQ=SECONDLY;INTERVAL=60", "FREQ=SECONDLY;BYSECOND=7"):
        check(replace(TOMORROW, recurrence=(f"RRULE:{rule}",)), zone="UTC", now=NOW)


@pytest.mark.parametrize("name", ["Europe/Madird", "../etc/passwd", "", "Madrid", "EUROPE/MADRID"])
def test_a_zone_must_be_known(name: str) -> None:
    assert refusal(replace(TOMORROW, timezone=name)).slug == "unknown_timezone"


def test_a_start_must_be_wall_time_within_reach() -> None:
    assert refusal(replace(TOMORROW, starts_at=NOW)).slug == "bad_start"
    for year in (1899, 2201):
        assert refusal(replace(TOMORROW, starts_at=datetime(year, 1, 1))).slug == "out_of_range"


@pytest.mark.parametrize(
    ("wait", "slug"),
    [
        ("3 days", "bad_duration"),
        ("P0D", "bad_duration"),
        ("PT", "bad_duration"),
        ("P-1D", "bad_duration"),
        ("PT59S", "too_frequent"),
        ("P101Y", "out_of_range"),
    ],
)
def test_a_wait_must_be_a_duration_within_bounds(wait: str, slug: str) -> None:
    problem = refusal(replace(TOMORROW, after_done=wait))
    assert (problem.slug, problem.field) == (slug, "after_done")


def test_a_wait_and_a_rule_exclude_each_other() -> None:
    both = replace(TOMORROW, recurrence=("RRULE:FREQ=DAILY",), after_done="P1D")
    assert refusal(both).slug == "bad_duration"
