"""Forms that are typed less often, each read in the one way in which people understand it."""

from datetime import UTC, datetime

import pytest

from oye_schedule.phrase import Reading, parse_sentence

# A Monday, 10:00 in Madrid.
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def read(text: str, lang: str) -> Reading:
    return parse_sentence(text, now=NOW, zone="Europe/Madrid", lang=lang)


@pytest.mark.parametrize(
    ("lang", "text", "starts_at"),
    [
        ("en", "tomorrow nine-thirty", "2026-11-24T09:30"),
        ("en", "tomorrow at nine-thirty pm", "2026-11-24T21:30"),
        ("en", "5-ish tomorrow", "2026-11-24T17:00"),
        ("en", "tomorrow noonish", "2026-11-24T12:00"),
        ("en", "tomorrow eve at 9", "2026-11-24T21:00"),
        ("en", "fri aft at 3", "2026-11-27T15:00"),
        ("en", "in a week's time", "2026-11-30T10:00"),
        ("en", "monday of the week after next", "2026-12-07T09:00"),
        ("en", "monday, 30", "2026-11-30T09:00"),
        ("en", "friday 30", "2027-04-30T09:00"),
        ("en", "on 27.11 at 9", "2026-11-27T09:00"),
        ("en", "the 27th of this month", "2026-11-27T09:00"),
        ("es", "mañana a las 9h menos cuarto", "2026-11-24T08:45"),
        ("es", "el 28 de este mes", "2026-11-28T09:00"),
        ("de", "am 5.12 um 9", "2026-12-05T09:00"),
        ("fr", "midi trente", "2026-11-23T12:30"),
        ("fr", "demain à midi 45", "2026-11-24T12:45"),
        ("fr", "demain à 9h moins le quart", "2026-11-24T08:45"),
        ("fr", "dans une heure trente", "2026-11-23T11:30"),
        ("fr", "ce matin à 11h", "2026-11-23T11:00"),
        ("it", "stasera alle 9", "2026-11-23T21:00"),
        ("nl", "11 uur vanochtend", "2026-11-23T11:00"),
        ("pt", "hoje à tarde às 3", "2026-11-23T15:00"),
    ],
)
def test_once(lang: str, text: str, starts_at: str) -> None:
    found = read(text, lang)
    assert found.schedule.starts_at.isoformat(timespec="minutes") == starts_at
    assert (found.text, found.schedule.recurrence) == ("", ())


ALL_BUT_SUNDAY = "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR,SA"


@pytest.mark.parametrize(
    ("lang", "text", "rule"),
    [
        ("en", "every day, weekends excluded", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"),
        ("es", "todos los días, domingos excluidos", ALL_BUT_SUNDAY),
        ("de", "täglich, sonntags ausgenommen", ALL_BUT_SUNDAY),
        ("fr", "tous les jours, dimanche excepté", ALL_BUT_SUNDAY),
        ("it", "tutti i giorni, domenica esclusa", ALL_BUT_SUNDAY),
        ("nl", "elke dag, zondag uitgezonderd", ALL_BUT_SUNDAY),
        ("pt", "todos os dias, domingos excluídos", ALL_BUT_SUNDAY),
        ("en", "alternating mondays", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("en", "1 and 15 of each month", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("es", "1 y 15 de cada mes", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("en", "every monday through march", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270331T235959"),
        ("es", "un día sí, un día no", "FREQ=DAILY;INTERVAL=2"),
        ("it", "venerdì alterni", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        (
            "es",
            "todos los laborables a las 8",
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=8;BYMINUTE=0",
        ),
        ("es", "los martes alternos", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("es", "semana sí, semana no, los martes", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("pt", "segundas alternadas", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("it", "tutti i giorni alle 7 e alle 19", "FREQ=DAILY;BYHOUR=7,19;BYMINUTE=0"),
        ("en", "every day at 7 and 19", "FREQ=DAILY;BYHOUR=7,19;BYMINUTE=0"),
    ],
)
def test_series(lang: str, text: str, rule: str) -> None:
    found = read(text, lang)
    assert (found.text, found.schedule.recurrence) == ("", (f"RRULE:{rule}",))


@pytest.mark.parametrize(
    ("lang", "text", "left", "starts_at"),
    [
        ("en", "dentist 12/24", "dentist", "2026-12-24T09:00"),
        ("es", "dentista 24/12", "dentista", "2026-12-24T09:00"),
        ("es", "24/12 dentista", "dentista", "2026-12-24T09:00"),
        ("de", "Zahnarzt 24.12.", "Zahnarzt", "2026-12-24T09:00"),
        ("en", "read 3/10 tomorrow", "read 3/10", "2026-11-24T09:00"),
        ("en", "tomorrow 9.30 call mum", "call mum", "2026-11-24T09:30"),
        ("en", "friday 27 call mum", "call mum", "2026-11-27T09:00"),
        ("en", "end of the month call mum", "call mum", "2026-11-30T09:00"),
        ("es", "llamar, a las 17.30.", "llamar.", "2026-11-23T17:30"),
        ("de", "Milch kaufen morgen um 9.", "Milch kaufen.", "2026-11-24T09:00"),
        ("es", "llamar a las 17.30. Es urgente", "llamar. Es urgente", "2026-11-23T17:30"),
        ("de", "Milch kaufen am 9.", "Milch kaufen", "2026-12-09T09:00"),
        ("de", "Milch kaufen um 13 Uhr 15.", "Milch kaufen.", "2026-11-23T13:15"),
        ("en", "call mum @ 5", "call mum", "2026-11-23T17:00"),
        ("en", "call mum tomorrow at 5 sharp", "call mum", "2026-11-24T17:00"),
        ("en", '"tomorrow 5pm" call mum', "call mum", "2026-11-24T17:00"),
    ],
)
def test_within_a_sentence(lang: str, text: str, left: str, starts_at: str) -> None:
    found = read(text, lang)
    assert found.schedule.starts_at.isoformat(timespec="minutes") == starts_at
    assert found.text == left


@pytest.mark.parametrize(
    ("lang", "text", "starts_at", "rule"),
    [
        ("en", "every six hours starting tomorrow at 8am", "2026-11-24T08:00", "INTERVAL=6"),
        ("es", "cada 12 horas empezando mañana a las 8", "2026-11-24T08:00", "INTERVAL=12"),
        (
            "en",
            "every 3 hours starting friday at 9am for 9 hours",
            "2026-11-27T09:00",
            "INTERVAL=3;UNTIL=20261127T180000",
        ),
    ],
)
def test_hours_count_from_the_hour_that_they_start_at(
    lang: str, text: str, starts_at: str, rule: str
) -> None:
    found = read(text, lang).schedule
    assert found.starts_at.isoformat(timespec="minutes") == starts_at
    assert found.recurrence == (f"RRULE:FREQ=HOURLY;{rule}",)
