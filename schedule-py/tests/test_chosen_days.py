"""Days that are chosen of a month, with several times or hours: each of them fires at each time."""

from datetime import UTC, datetime

import pytest

from oye_schedule.occurrences import next_occurrences
from oye_schedule.phrase import parse_when
from oye_schedule.problem import ScheduleError

# A Monday, 10:00 in Madrid.
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ZONE = "Europe/Madrid"


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "en",
            "on the last weekday of every month at 9 and 17",
            ["2026-11-30T09:00", "2026-11-30T17:00", "2026-12-31T09:00"],
        ),
        (
            "es",
            "el primer día laborable de cada mes a las 9:00 y a las 17:30",
            ["2026-12-01T09:00", "2026-12-01T17:30", "2027-01-01T09:00"],
        ),
        (
            "en",
            "every year on the last weekday of january and june",
            ["2027-01-29T09:00", "2027-06-30T09:00", "2028-01-31T09:00"],
        ),
        (
            "en",
            "every 2 hours from 9 to 11 on the last friday of the month",
            ["2026-11-27T09:00", "2026-11-27T11:00", "2026-12-25T09:00"],
        ),
        (
            "en",
            "every 2 hours from 9 to 11 on the last friday of may",
            ["2027-05-28T09:00", "2027-05-28T11:00", "2028-05-26T09:00"],
        ),
    ],
)
def test_each_chosen_day_has_all_of_its_times(lang: str, text: str, expected: list[str]) -> None:
    schedule = parse_when(text, now=NOW, zone=ZONE, lang=lang).schedule
    found = next_occurrences(schedule, zone=ZONE, after=NOW, limit=3).instants
    assert [f"{moment:%Y-%m-%dT%H:%M}" for moment in found] == expected


def test_a_count_with_several_times_of_a_chosen_day_is_asked_for() -> None:
    text = "the first workday of every month at 9:00 and 18:00 for 3 times"
    with pytest.raises(ScheduleError) as refusal:
        parse_when(text, now=NOW, zone=ZONE, lang="en")
    assert refusal.value.slug == "ambiguous_time"
