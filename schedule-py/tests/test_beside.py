"""Words of time that would be left over make a refusal or a question, never a wrong reading."""

from datetime import UTC, datetime

import pytest

from oye_schedule.phrase import Reading, parse_sentence
from oye_schedule.problem import ScheduleError

# A Monday, 10:00 in Madrid.
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def read(text: str, lang: str) -> Reading:
    return parse_sentence(text, now=NOW, zone="Europe/Madrid", lang=lang)


@pytest.mark.parametrize(
    ("lang", "text", "slug"),
    [
        ("en", "last friday", "in_the_past"),
        ("en", "the last tuesday", "in_the_past"),
        ("en", "the first sunday of advent", "not_understood"),
        ("en", "buy shoes on black friday", "not_understood"),
        ("en", "middle of every month", "not_understood"),
        ("en", "mondays in summer", "not_understood"),
        ("en", "every day of the week", "not_understood"),
        ("en", "every morning and evening", "not_understood"),
        ("en", "every day 9-5", "not_understood"),
        ("en", "meeting tomorrow 3-4pm", "not_understood"),
        ("en", "the week of december 5", "not_understood"),
        ("en", "week 50 on monday", "not_understood"),
        ("en", "monday next", "not_understood"),
        ("en", "tomorrow morning 8", "not_understood"),
        ("en", "tomorrow at lunchtime", "not_understood"),
        ("en", "today + 3 days", "not_understood"),
        ("en", "all day", "not_understood"),
        ("en", "5pm eastern", "unknown_timezone"),
        ("en", "saturday or sunday", "several_dates"),
        ("en", "call bob at 8 about the trip tomorrow", "ambiguous_time"),
        ("en", "tomorrow at 9 call bob about tuesday", "ambiguous_time"),
        ("en", "twice a week", "ambiguous_time"),
        ("en", "bimonthly", "ambiguous_time"),
        ("en", "every afternoon", "ambiguous_time"),
        ("en", "next december", "ambiguous_time"),
        ("en", "next weekend", "ambiguous_time"),
        ("es", "el lunes pasado", "in_the_past"),
        ("es", "hace dos días", "in_the_past"),
        ("es", "de hoy en ocho", "not_understood"),
        ("es", "mañana o pasado", "not_understood"),
        ("es", "antes de las 5", "not_understood"),
        ("es", "el día de la madre", "not_understood"),
        ("es", "9:00 hora de Nueva York", "unknown_timezone"),
        ("es", "en menos de una hora", "not_understood"),
        ("es", "cada año bisiesto", "not_understood"),
        ("es", "cada quince días", "ambiguous_time"),
        ("es", "dos veces por semana", "ambiguous_time"),
        ("es", "cada tarde", "ambiguous_time"),
        ("es", "12 de la mañana", "ambiguous_time"),
        ("es", "el lunes de madrugada", "ambiguous_time"),
        ("es", "todos los lunes de enero a marzo", "ambiguous_time"),
        ("en", "every monday from january to march", "ambiguous_time"),
        ("es", "los próximos 5 lunes", "not_understood"),
        ("en", "every week until 2030", "ambiguous_time"),
        ("en", "tomorrow or the day after", "not_understood"),
        ("en", "tomorrow and the day after", "not_understood"),
        ("en", "dec 24-26", "not_understood"),
        ("en", "dec 24 to 26", "not_understood"),
        ("en", "tomorrow at 930", "not_understood"),
        ("en", "every monday except dec 28", "not_understood"),
        ("en", "every hour at half past", "not_understood"),
        ("en", "a week monday", "not_understood"),
        ("en", "every payday at 9", "not_understood"),
        ("en", "10 minutes before the meeting at 5pm", "not_understood"),
        ("en", "tomorrow lunch", "not_understood"),
        ("es", "mañana y noche", "not_understood"),
        ("es", "por la mañana y por la noche", "not_understood"),
        ("es", "todas las mañanas y noches", "not_understood"),
        ("es", "mañana 930", "not_understood"),
        ("es", "24 del 12", "not_understood"),
        ("es", "viernes 13 llamar", "not_understood"),
        ("de", "24.-26. Dezember", "not_understood"),
        ("de", "10 Minuten vor dem Treffen um 17 Uhr", "not_understood"),
        ("fr", "vendredi 13 appeler", "not_understood"),
        ("nl", "'s ochtends en 's avonds", "not_understood"),
        ("pt", "amanhã ou depois", "not_understood"),
        ("pt", "antes das 9h", "not_understood"),
        ("en", "support 24/7", "not_understood"),
        ("en", "score 3/2", "not_understood"),
        ("en", "pay 24.12.", "not_understood"),
        ("en", "call mum in 2 hours 30", "not_understood"),
        ("de", "Tabletten täglich 8 und 20 Uhr", "not_understood"),
        ("en", "friday 30 pushups", "no_such_date"),
        ("de", "morgen vor 9", "not_understood"),
        ("it", "riunione venerdì 14-15", "not_understood"),
        ("de", "morgen und Freitag um 9", "several_dates"),
        ("es", "el 5 de este mes", "no_such_date"),
        ("pt", "hoje de manhã", "in_the_past"),
        ("nl", "vanmorgen", "in_the_past"),
    ],
)
def test_a_part_of_what_was_said_is_no_reading(lang: str, text: str, slug: str) -> None:
    with pytest.raises(ScheduleError) as caught:
        read(text, lang)
    assert caught.value.slug == slug


@pytest.mark.parametrize(
    ("lang", "text", "left", "starts_at"),
    [
        ("en", "monday's report tomorrow 9am", "monday's report", "2026-11-24T09:00"),
        ("en", "mr. friday lunch tomorrow 12:30", "mr. friday lunch", "2026-11-24T12:30"),
        ("en", "walk the dog 30 minutes tomorrow", "walk the dog 30 minutes", "2026-11-24T09:00"),
        ("en", "pay 50 friday", "pay 50", "2026-11-27T09:00"),
        ("en", "5 in 10 minutes", "5", "2026-11-23T10:10"),
        ("en", "first in an hour", "first", "2026-11-23T11:00"),
        ("en", "call 555-1234 tomorrow at 9", "call 555-1234", "2026-11-24T09:00"),
        ("en", "take all the pills tomorrow at 9", "take all the pills", "2026-11-24T09:00"),
        (
            "es",
            "comprar lotería de navidad mañana",
            "comprar lotería de navidad",
            "2026-11-24T09:00",
        ),
        ("es", "quedar a las 8 con Luis mañana", "quedar con Luis", "2026-11-24T08:00"),
        ("es", "avisar a todos el martes", "avisar a todos", "2026-11-24T09:00"),
    ],
)
def test_what_only_looks_like_a_time_stays_in_the_text(
    lang: str, text: str, left: str, starts_at: str
) -> None:
    found = read(text, lang)
    assert (found.text, found.schedule.starts_at.isoformat("T", "minutes")) == (left, starts_at)


def test_next_week_said_on_a_monday_offers_its_monday_once() -> None:
    with pytest.raises(ScheduleError) as caught:
        read("next week", "en")
    assert caught.value.choices == ("2026-11-30",)


@pytest.mark.parametrize("text", ["5 at 9am", "3 tomorrow"])
def test_a_number_that_makes_a_time_doubtful_is_told_with_it(text: str) -> None:
    with pytest.raises(ScheduleError, match=f"^'{text}' is not understood"):
        read(text, "en")
