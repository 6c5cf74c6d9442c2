from datetime import UTC, datetime, timedelta

import pytest
from oye_cli import duration, moment, past, terminal

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
MADRID = "Europe/Madrid"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.3, "now"),
        (9.95, "in 10 seconds"),
        (10.8, "in 10 seconds"),
        (9.6, "in 9 seconds"),
        (1, "in 1 second"),
        (-59, "59 seconds ago"),
        (59.7, "in 1 minute"),
        (600, "in 10 minutes"),
        (3590, "in 1 hour"),
        (5400, "in 1 hour 30 minutes"),
        (22.8 * 3600, "in 23 hours"),
        (36 * 3600, "in 36 hours"),
        (47 * 3600, "in 2 days"),
        (-7 * 86400, "7 days ago"),
        (21 * 86400, "in 3 weeks"),
        (365 * 86400, "in 12 months"),
        (3653 * 86400, "in 10 years"),
    ],
)
def test_a_span_is_told_in_the_unit_that_suits_it(seconds: float, said: str) -> None:
    assert moment.relative(NOW + timedelta(seconds=seconds), NOW) == said


def test_seconds_are_shown_where_they_say_something() -> None:
    assert moment.absolute(NOW, MADRID) == "Mon 23 Nov 2026 11:00 Europe/Madrid"
    later = NOW + timedelta(seconds=10)
    assert moment.absolute(later, MADRID) == "Mon 23 Nov 2026 11:00:10 Europe/Madrid"


def test_the_day_is_left_out_today_and_the_year_this_year() -> None:
    assert moment.brief(NOW, MADRID, NOW) == "11:00"
    assert moment.short(NOW + timedelta(days=1), MADRID, NOW) == "Tue 24 Nov 11:00"
    assert moment.short(NOW + timedelta(days=60), MADRID, NOW) == "Fri 22 Jan 2027 11:00"


def test_a_zone_that_this_machine_lacks_is_told_by_its_offset() -> None:
    instant = datetime.fromisoformat("2026-11-23T11:00:00+01:00")
    assert moment.absolute(instant, "Mars/Olympus") == "Mon 23 Nov 2026 11:00 UTC+0100"


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("90", 90),
        ("30s", 30),
        ("1h30m", 5400),
        ("2d", 172800),
        ("", None),
        ("x", None),
        ("m", None),
    ],
)
def test_lengths_of_time_are_read(said: str, seconds: int | None) -> None:
    assert duration.parse(said) == seconds


@pytest.mark.parametrize(
    ("said", "instant"),
    [
        ("7d", "2026-11-16T10:00:00+00:00"),
        ("today", "2026-11-22T23:00:00+00:00"),
        ("yesterday", "2026-11-21T23:00:00+00:00"),
        ("2026-11-01", "2026-10-31T23:00:00+00:00"),
        ("2026-07-01T09:00", "2026-07-01T07:00:00+00:00"),
        ("2026-07-01T09:00Z", "2026-07-01T09:00:00+00:00"),
    ],
)
def test_moments_of_the_past_are_of_the_person_s_zone(said: str, instant: str) -> None:
    found = past.parse(said)
    assert found is not None
    assert past.resolve(found, MADRID, NOW).astimezone(UTC).isoformat() == instant


@pytest.mark.parametrize("said", ["", "7", "last week", "2026", "20261101", "2026-13-01"])
def test_what_is_no_moment_is_none(said: str) -> None:
    assert past.parse(said) is None


def test_width_counts_columns() -> None:
    assert [terminal.width(text) for text in ("abc", "日本", "e\u0301", "\x1b[1mab\x1b[0m")] == [
        3,
        4,
        1,
        2,
    ]
    assert terminal.cut("日本語です", 6) == "日本…"
