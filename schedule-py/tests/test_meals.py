"""A meal beside a bare hour says which half of the day is meant; a clear hour stays as it is."""

from datetime import UTC, datetime

import pytest

from oye_schedule.phrase import Reading, parse_sentence
from oye_schedule.problem import ScheduleError

# A Monday, 10:00 in Madrid.
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def read(text: str, lang: str) -> Reading:
    return parse_sentence(text, now=NOW, zone="Europe/Madrid", lang=lang)


@pytest.mark.parametrize(
    ("lang", "text", "left", "starts_at"),
    [
        ("en", "dinner tomorrow at 8", "dinner", "2026-11-24T20:00"),
        ("en", "for dinner tomorrow at 8", "for dinner", "2026-11-24T20:00"),
        ("en", "meet bob for lunch tomorrow at 1", "meet bob for lunch", "2026-11-24T13:00"),
        ("en", "breakfast at 8", "breakfast", "2026-11-24T08:00"),
        ("en", "friday 1pm lunch", "lunch", "2026-11-27T13:00"),
        ("en", "dinner tomorrow at 8am", "dinner", "2026-11-24T08:00"),
        ("en", "lunch tomorrow at 12", "lunch", "2026-11-24T12:00"),
        ("en", "cook dinner in 2 hours", "cook dinner", "2026-11-23T12:00"),
        ("es", "cena con ana el viernes a las 9", "cena con ana", "2026-11-27T21:00"),
        ("es", "almuerzo el martes a las 2", "almuerzo", "2026-11-24T14:00"),
        ("de", "Abendessen morgen um 8", "Abendessen", "2026-11-24T20:00"),
        ("fr", "dîner vendredi à 8h", "dîner", "2026-11-27T20:00"),
        ("fr", "petit déjeuner demain à 8h", "petit déjeuner", "2026-11-24T08:00"),
        ("it", "pranzo domenica all'una", "pranzo", "2026-11-29T13:00"),
        ("nl", "avondeten morgen om 6 uur", "avondeten", "2026-11-24T18:00"),
        ("pt", "jantar sexta às 8", "jantar", "2026-11-27T20:00"),
    ],
)
def test_a_meal_settles_its_hour(lang: str, text: str, left: str, starts_at: str) -> None:
    found = read(text, lang)
    assert found.schedule.starts_at.isoformat(timespec="minutes") == starts_at
    assert found.text == left


def test_a_meal_settles_the_hour_of_a_series() -> None:
    found = read("dinner every friday at 7", "en").schedule
    assert found.recurrence == ("RRULE:FREQ=WEEKLY;BYDAY=FR;BYHOUR=19;BYMINUTE=0",)


@pytest.mark.parametrize("text", ["call tomorrow at 7", "breakfast and dinner tomorrow at 7"])
def test_without_one_meal_the_hour_is_asked_for(text: str) -> None:
    with pytest.raises(ScheduleError) as caught:
        read(text, "en")
    assert (caught.value.slug, caught.value.choices) == ("ambiguous_time", ("07:00", "19:00"))
