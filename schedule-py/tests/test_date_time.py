"""A date-time of ISO 8601, what may stand beside it, and dates that no calendar has."""

from datetime import UTC, datetime

import pytest

from oye_schedule.phrase import Reading, parse_sentence, parse_when
from oye_schedule.problem import ScheduleError

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def read(text: str) -> Reading:
    return parse_when(text, now=NOW, zone="UTC")


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("2026-12-24T18:00 Europe/Madrid", "Europe/Madrid"),
        ("2026-12-24 18:00 Madrid time", "Europe/Madrid"),
        ("2026-12-24 18:00 UTC", "UTC"),
        ("2026-12-24 18:00", None),
        ("2026-12-24 06:00 pm", None),
    ],
)
def test_it_is_a_wall_time_of_the_zone_beside_it(text: str, zone: str | None) -> None:
    schedule = read(text).schedule
    assert (schedule.starts_at, schedule.timezone) == (datetime(2026, 12, 24, 18), zone)


def test_in_a_sentence_too() -> None:
    found = parse_sentence("tokyo call 2026-12-24 18:00 Asia/Tokyo", now=NOW, zone="UTC")
    assert (found.text, found.schedule.timezone) == ("tokyo call", "Asia/Tokyo")


def test_its_offset_goes_before_a_zone() -> None:
    schedule = read("2026-12-24T18:00+01:00 America/New_York").schedule
    assert (schedule.starts_at, schedule.timezone) == (datetime(2026, 12, 24, 17), "UTC")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("2026-12-24T18:00 every week", "not_understood"),
        ("2026-12-24 18:00 tomorrow", "not_understood"),
        ("2026-12-24 18:00 for 3 days", "not_understood"),
        ("2026-12-24 18:00 and 19:00", "several_dates"),
    ],
)
def test_what_it_cannot_be_told_with_is_refused_and_not_left_out(text: str, slug: str) -> None:
    with pytest.raises(ScheduleError) as caught:
        read(text)
    assert caught.value.slug == slug


def test_the_series_that_a_refusal_names_is_one() -> None:
    with pytest.raises(ScheduleError, match="'every week from 2026-12-24 at 18:00'"):
        read("2026-12-24T18:00 every week")
    schedule = read("every week from 2026-12-24 at 18:00").schedule
    assert schedule.starts_at == datetime(2026, 12, 24, 18)
    assert schedule.recurrence == ("RRULE:FREQ=WEEKLY;BYHOUR=18;BYMINUTE=0",)


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("31 feb", "there is no 31 February; February has 29 days at most"),
        ("29 feb 2027", "there is no 29 February 2027; February has 28 days"),
        ("31.4.2027", "there is no 31 April 2027; April has 30 days"),
        ("april 31 18:00", "there is no 31 April; April has 30 days"),
    ],
)
def test_a_date_that_no_calendar_has_is_named_with_the_length_of_its_month(
    text: str, detail: str
) -> None:
    with pytest.raises(ScheduleError) as caught:
        read(text)
    assert (caught.value.slug, caught.value.detail) == ("no_such_date", detail)
