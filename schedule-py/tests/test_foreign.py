"""A time told in another language than the person's."""

from datetime import UTC, datetime

import pytest

from oye_schedule.phrase import parse_sentence, parse_when
from oye_schedule.problem import ScheduleError

# A Monday, 10:00 in Madrid.
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lang", "text", "left", "starts_at"),
    [
        ("es", "call mum saturday 9am", "call mum", "2026-11-28T09:00"),
        ("es", "llamar a mamá saturday 9am", "llamar a mamá", "2026-11-28T09:00"),
        ("es", "call mum in two hours", "call mum", "2026-11-23T12:00"),
        ("es", "dinner 5 march 8pm", "dinner", "2027-03-05T20:00"),
        ("es", "dentist tuesday 1/12 9:00", "dentist", "2026-12-01T09:00"),
        ("en", "llamar a mamá mañana 9am", "llamar a mamá", "2026-11-24T09:00"),
        ("en", "zahnarzt freitag 10:30", "zahnarzt", "2026-11-27T10:30"),
        ("de", "call mum tomorrow at 9", "call mum", "2026-11-24T09:00"),
        ("en", "call Domingo tomorrow 9am", "call Domingo", "2026-11-24T09:00"),
        ("es", "llamar a June mañana", "llamar a June", "2026-11-24T09:00"),
        ("en", "bel mama morgen om 11 uur", "bel mama", "2026-11-24T11:00"),
        ("en", "bel mama morgen om half 12", "bel mama", "2026-11-24T11:30"),
        ("en", "Oma anrufen morgen um 11 Uhr", "Oma anrufen", "2026-11-24T11:00"),
        ("es", "leer Daily Mail mañana", "leer Daily Mail", "2026-11-24T09:00"),
    ],
)
def test_a_time_is_read_in_the_language_that_it_is_told_in(
    lang: str, text: str, left: str, starts_at: str
) -> None:
    found = parse_sentence(text, now=NOW, zone="Europe/Madrid", lang=lang)
    assert (found.text, found.schedule.starts_at.isoformat("T", "minutes")) == (left, starts_at)


def test_the_whole_of_a_text_is_read_so_too() -> None:
    found = parse_when("every monday at 9", now=NOW, zone="Europe/Madrid", lang="es")
    assert found.schedule.recurrence == ("RRULE:FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0",)


@pytest.mark.parametrize(
    ("lang", "text", "word"),
    [
        ("es", "saturday a las 9", "saturday"),
        ("en", "call domingo tomorrow 9am", "domingo"),
        ("es", "ver Friday Night Lights mañana a las 9", "Friday"),
    ],
)
def test_a_time_in_two_languages_is_refused_with_the_word(lang: str, text: str, word: str) -> None:
    with pytest.raises(ScheduleError, match=word) as caught:
        parse_sentence(text, now=NOW, zone="Europe/Madrid", lang=lang)
    assert caught.value.slug == "not_understood"
