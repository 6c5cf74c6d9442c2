"""RRULE, RDATE and EXDATE to instants (RFC 5545)."""

from datetime import UTC, datetime

import pytest

from oye_schedule.occurrences import Occurrences, next_occurrences
from oye_schedule.problem import ScheduleError
from oye_schedule.schedule import Schedule


def wall(
    rule: str, start: str, *more: str, limit: int = 4, after: str | None = None
) -> tuple[str, ...]:
    """The first wall times of a rule in UTC, as ISO minutes."""
    found = ask(rule, start, *more, limit=limit, after=after)
    return tuple(moment.strftime("%Y-%m-%dT%H:%M") for moment in found.instants)


def ask(rule: str, start: str, *more: str, limit: int = 4, after: str | None = None) -> Occurrences:
    schedule = Schedule(datetime.fromisoformat(start), "UTC", (f"RRULE:{rule}", *more))
    since = None if after is None else datetime.fromisoformat(after).replace(tzinfo=UTC)
    return next_occurrences(schedule, zone="UTC", after=since, limit=limit)


def test_the_31st_stays_the_31st() -> None:
    assert wall("FREQ=MONTHLY", "2026-01-31T09:00") == (
        "2026-01-31T09:00",
        "2026-03-31T09:00",
        "2026-05-31T09:00",
        "2026-07-31T09:00",
    )


def test_skip_moves_a_day_that_a_month_lacks() -> None:
    """RFC 7529 section 4.1."""
    rule = "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP={}"
    assert wall(rule.format("BACKWARD"), "2014-01-31T00:00", limit=3) == (
        "2014-01-31T00:00",
        "2014-02-28T00:00",
        "2014-03-31T00:00",
    )
    assert wall(rule.format("FORWARD"), "2014-01-31T00:00", limit=3) == (
        "2014-01-31T00:00",
        "2014-03-01T00:00",
        "2014-03-31T00:00",
    )


def test_by_set_position_looks_at_the_whole_first_week() -> None:
    """The start on a Thursday doesn't make Thursday the week's first."""
    assert wall("FREQ=WEEKLY;BYDAY=TU,TH,SA;BYSETPOS=1", "2026-01-01T09:00", limit=2) == (
        "2026-01-06T09:00",
        "2026-01-13T09:00",
    )


def test_a_week_number_takes_the_weekday_of_the_start() -> None:
    assert wall("FREQ=YEARLY;BYWEEKNO=20", "1997-05-14T09:00", limit=2) == (
        "1997-05-14T09:00",
        "1998-05-13T09:00",
    )


def test_numbered_and_plain_days_are_joined() -> None:
    assert wall("FREQ=MONTHLY;BYDAY=1MO,WE", "2026-11-01T09:00", limit=3) == (
        "2026-11-02T09:00",
        "2026-11-04T09:00",
        "2026-11-11T09:00",
    )


def test_the_interval_keeps_its_phase_years_later() -> None:
    assert wall(
        "FREQ=WEEKLY;INTERVAL=3", "2000-01-05T09:00", after="2026-11-23T10:00", limit=2
    ) == (
        "2026-12-02T09:00",
        "2026-12-23T09:00",
    )


def test_count_ends_a_series_wherever_one_looks_from() -> None:
    found = ask("FREQ=DAILY;COUNT=10", "2026-01-01T09:00", after="2026-01-08T10:00")
    assert [moment.day for moment in found.instants] == [9, 10]
    assert found.ended
    after = ask("FREQ=DAILY;COUNT=10", "2026-01-01T09:00", after="2026-01-10T09:00")
    assert after == Occurrences((), True, "the series has ended: none come after this")


def test_dates_are_added_and_removed() -> None:
    more = ("RDATE:20260103T120000", "EXDATE:20260102T090000,20260104T090000")
    assert wall("FREQ=DAILY;COUNT=5", "2026-01-01T09:00", *more) == (
        "2026-01-01T09:00",
        "2026-01-03T09:00",
        "2026-01-03T12:00",
        "2026-01-05T09:00",
    )


@pytest.mark.parametrize(
    "lines",
    [
        ("RRULE:FREQ=DAILY;COUNT=3;BYHOUR=9,1\r\n 0;BYMINUTE=0",),
        ("RRULE:FREQ=DAILY;\n\tCOUNT=3;BYHOUR=9,10;BYMINUTE=0",),
        ("rrule: freq=daily; count = 3; byhour = 9, 10; byminute=00",),
        ("RRULE:FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0;UNTIL=20260102T095960",),
        ("RRULE:FREQ=DAILY;COUNT=2", "RDATE;VALUE=PERIOD:20260101T100000Z/PT1H"),
        ("RRULE:FREQ=DAILY;COUNT=2", "rdate;tzid=Europe/Madrid:20260101t110000"),
        ("RDATE;VALUE=DATE-TIME:2026-01-01T10:00:00,20260102T1000+0100",),
    ],
)
def test_a_line_may_be_written_in_many_ways(lines: tuple[str, ...]) -> None:
    schedule = Schedule(datetime(2026, 1, 1, 9), "UTC", lines)
    found = next_occurrences(schedule, zone="UTC", after=None, limit=4)
    assert [(moment.day, moment.hour) for moment in found.instants] == [(1, 9), (1, 10), (2, 9)]
    assert found.ended


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("EXRULE:FREQ=DAILY", "EXDATE"),
        ("EXDATE:20260102 090000", "no date"),
        ("EXDATE:2026-W01-5", "no date"),
        ("EXDATE:20260230", "no date"),
        ("RDATE:", "no date"),
        ("RDATE;TZID=Foo/Bar:20260102T090000", "Foo/Bar"),
        ("RDATE;RANGE=THISANDFUTURE:20260102T090000", "RANGE"),
    ],
)
def test_a_wrong_line_says_what_is_wrong(line: str, said: str) -> None:
    with pytest.raises(ScheduleError) as caught:
        ask("FREQ=DAILY", "2026-01-01T09:00", line)
    assert said in caught.value.detail


def test_dates_alone_add_to_the_start() -> None:
    schedule = Schedule(datetime(2026, 1, 1, 9), "UTC", ("RDATE:20260103T120000,20260102T080000",))
    found = next_occurrences(schedule, zone="UTC", after=None, limit=4)
    assert [moment.day for moment in found.instants] == [1, 2, 3]
    assert found.ended


def test_a_rule_that_never_matches_is_an_answer() -> None:
    found = ask("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-01-01T09:00")
    assert (found.instants, found.ended) == ((), True)
    assert found.reason is not None
    assert "never matches" in found.reason


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("INTERVAL=2", "FREQ"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20270101", "COUNT or UNTIL"),
        ("FREQ=DAILY;BYHOUR=24", "BYHOUR"),
        ("FREQ=WEEKLY;BYDAY=1MO", "BYDAY"),
        ("FREQ=DAILY;UNTIL=20271301", "20271301"),
        ("FREQ=DAILY;FREQ=DAILY", "twice"),
        ("FREQ=DAILY;FOO=1", "FOO"),
        ("RSCALE=HEBREW;FREQ=DAILY", "GREGORIAN"),
    ],
)
def test_a_malformed_rule_says_what_is_wrong(rule: str, said: str) -> None:
    with pytest.raises(ScheduleError) as caught:
        ask(rule, "2026-01-01T09:00")
    assert caught.value.slug == "bad_recurrence"
    assert caught.value.field == "recurrence"
    assert said in caught.value.detail


def test_a_step_that_leaves_the_calendar_ends_the_series() -> None:
    found = ask("FREQ=HOURLY;INTERVAL=1000000000", "2000-01-01T00:00")
    assert [moment.year for moment in found.instants] == [2000]
