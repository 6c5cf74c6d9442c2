"""Cron lines as Debian's cron reads them."""

from datetime import UTC, datetime

import pytest

from oye_schedule.occurrences import next_occurrences
from oye_schedule.problem import ScheduleError
from oye_schedule.schedule import Schedule, check


def walls(expression: str, after: str, zone: str = "UTC", limit: int = 3) -> list[str]:
    """The next wall times, with their offsets where the zone has some."""
    since = datetime.fromisoformat(after)
    schedule = Schedule(datetime(1970, 1, 1), zone, (f"CRON:{expression}",))
    since = since if since.tzinfo else since.replace(tzinfo=UTC)
    found = next_occurrences(schedule, zone=zone, after=since, limit=limit).instants
    return [f"{moment:%m-%d %H:%M}" + ("" if zone == "UTC" else f"{moment:%z}") for moment in found]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("0 9 * * 1-5", ["11-24 09:00", "11-25 09:00", "11-26 09:00"]),
        ("*/20 * * * *", ["11-23 10:20", "11-23 10:40", "11-23 11:00"]),
        ("5/25 * * * *", ["11-23 10:05", "11-23 10:30", "11-23 10:55"]),
        ("0 0 1,15 * *", ["12-01 00:00", "12-15 00:00", "01-01 00:00"]),
        ("0 0 L * *", ["11-30 00:00", "12-31 00:00", "01-31 00:00"]),
        ("0 0 LW * *", ["11-30 00:00", "12-31 00:00", "01-29 00:00"]),
        ("0 12 * * fri#1", ["12-04 12:00", "01-01 12:00", "02-05 12:00"]),
        ("0 12 * * 5L", ["11-27 12:00", "12-25 12:00", "01-29 12:00"]),
        ("@daily", ["11-24 00:00", "11-25 00:00", "11-26 00:00"]),
        ("0 8 * DEC sun", ["12-06 08:00", "12-13 08:00", "12-20 08:00"]),
        ("0 8 * * 7", ["11-29 08:00", "12-06 08:00", "12-13 08:00"]),
        ("0 8 * * 0", ["11-29 08:00", "12-06 08:00", "12-13 08:00"]),
        # 7 is Sunday again at the end of the field: 1, 3, 5, 7.
        ("0 8 * * 1/2", ["11-25 08:00", "11-27 08:00", "11-29 08:00"]),
        ("0 8 * * */2", ["11-24 08:00", "11-26 08:00", "11-28 08:00"]),
        ("0 8 * * 5-7", ["11-27 08:00", "11-28 08:00", "11-29 08:00"]),
        ("0 8 ? * ?", ["11-24 08:00", "11-25 08:00", "11-26 08:00"]),
        ("0 22-2/2 * * *", ["11-23 22:00", "11-24 00:00", "11-24 02:00"]),
        ("50-10/10 23 * * *", ["11-23 23:00", "11-23 23:10", "11-23 23:50"]),
        ("0 8 * * fri-mon", ["11-27 08:00", "11-28 08:00", "11-29 08:00"]),
        ("0 8 1 nov-feb *", ["12-01 08:00", "01-01 08:00", "02-01 08:00"]),
        ("0 8 30-2 * *", ["11-30 08:00", "12-01 08:00", "12-02 08:00"]),
        # The workday nearest to the 1st, 15th and 31st never leaves the month.
        ("0 8 1W * *", ["12-01 08:00", "01-01 08:00", "02-01 08:00"]),
        ("0 8 1W 5 *", ["05-03 08:00", "05-01 08:00", "05-01 08:00"]),
        ("0 8 15W 8,11 *", ["08-16 08:00", "11-15 08:00", "08-15 08:00"]),
        ("0 8 31W 1,10,11 *", ["01-29 08:00", "10-29 08:00", "01-31 08:00"]),
        ("0 8 10,L,15W * *", ["11-30 08:00", "12-10 08:00", "12-15 08:00"]),
        ("@ANNUALLY", ["01-01 00:00", "01-01 00:00", "01-01 00:00"]),
        ("@midnight", ["11-24 00:00", "11-25 00:00", "11-26 00:00"]),
    ],
)
def test_an_expression_gives_its_times(expression: str, expected: list[str]) -> None:
    assert walls(expression, "2026-11-23T10:00") == expected


def test_a_day_of_the_month_or_of_the_week_is_enough() -> None:
    """Unless one of the fields begins with a star: then both must fit."""
    assert walls("0 0 13 * 5", "2026-11-23T10:00") == ["11-27 00:00", "12-04 00:00", "12-11 00:00"]
    assert walls("0 0 */10 * 5", "2026-11-23T10:00") == [
        "12-11 00:00",
        "01-01 00:00",
        "05-21 00:00",
    ]


def test_a_fixed_time_in_a_gap_runs_once_right_after_it() -> None:
    assert walls("15,30 2 * * *", "2026-03-28T12:00+01:00", "Europe/Madrid", 2) == [
        "03-29 03:00+0200",
        "03-30 02:15+0200",
    ]


def test_a_fixed_time_in_an_overlap_runs_once_the_first_time() -> None:
    assert walls("30 2 * * *", "2026-10-24T12:00+02:00", "Europe/Madrid", 2) == [
        "10-25 02:30+0200",
        "10-26 02:30+0100",
    ]


def test_a_star_follows_real_time_through_an_overlap() -> None:
    assert walls("*/30 * * * *", "2026-10-25T02:00+02:00", "Europe/Madrid", 4) == [
        "10-25 02:30+0200",
        "10-25 02:00+0100",
        "10-25 02:30+0100",
        "10-25 03:00+0100",
    ]


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("0 9 * *", "five fields"),
        ("0 9 * * * 2026", "five fields"),
        ("60 9 * * *", "minute"),
        ("0 24 * * *", "hour"),
        ("0 9 0 * *", "day of the month"),
        ("0 9 * foo *", "JAN"),
        ("0 9 * * 1#6", "#1 to #5"),
        ("*/0 * * * *", "step"),
        ("0 9 W * *", "day of the month"),
        ("0 9 5L * *", "day of the month"),
        ("0 9 32W * *", "day of the month"),
        ("0 9 1,,2 * *", "day of the month"),
        ("0 9 *-5 * *", "day of the month"),
        ("@reboot", "starts"),
        ("@fortnightly", "@daily"),
    ],
)
def test_a_wrong_expression_says_what_is_wrong(expression: str, said: str) -> None:
    with pytest.raises(ScheduleError) as caught:
        walls(expression, "2026-11-23T10:00")
    assert caught.value.slug == "bad_recurrence"
    assert said in caught.value.detail


def test_the_30th_of_february_never_comes() -> None:
    schedule = Schedule(datetime(2026, 1, 1), "UTC", ("CRON:0 0 30 2 *",))
    found = next_occurrences(schedule, zone="UTC", after=None, limit=1)
    assert (found.instants, found.ended) == ((), True)
    assert "never matches" in str(found.reason)


def test_a_line_is_kept_as_it_was_written() -> None:
    now = datetime(2026, 11, 23, 10, tzinfo=UTC)
    schedule = Schedule(datetime(2026, 11, 23, 10), None, ("cron: 0 9 * *  Mon",))
    assert check(schedule, zone="UTC", now=now).recurrence == ("CRON:0 9 * * Mon",)
