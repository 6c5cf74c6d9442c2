"""The many ways in which people say a time in English and in Spanish."""

from datetime import UTC, datetime

import pytest

from oye_schedule.phrase import parse_when

# A Monday, 10:00 in Madrid.
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lang", "text", "starts_at"),
    [
        ("en", "a week from tuesday at 3pm", "2026-12-01T15:00"),
        ("en", "two weeks from friday", "2026-12-11T09:00"),
        ("en", "a week today", "2026-11-30T09:00"),
        ("en", "the day before christmas", "2026-12-24T09:00"),
        ("en", "the day after christmas", "2026-12-26T09:00"),
        ("en", "3 days after christmas eve", "2026-12-27T09:00"),
        ("en", "in 3 business days", "2026-11-26T10:00"),
        ("en", "in two fridays", "2026-12-04T09:00"),
        ("en", "the wednesday after next", "2026-12-02T09:00"),
        ("en", "this weekend", "2026-11-28T09:00"),
        ("en", "the end of next month", "2026-12-31T09:00"),
        ("en", "the last day of the year", "2026-12-31T09:00"),
        ("en", "end of the year", "2026-12-31T09:00"),
        ("en", "nov 30 '26", "2026-11-30T09:00"),
        ("en", "30-nov", "2026-11-30T09:00"),
        ("en", "quarter to one", "2026-11-23T12:45"),
        ("en", "five minutes to six pm", "2026-11-23T17:55"),
        ("en", "10 minutes past midnight", "2026-11-24T00:10"),
        ("en", "midnight tonight", "2026-11-24T00:00"),
        ("en", "1500 hours", "2026-11-23T15:00"),
        ("en", "the evening of december 5", "2026-12-05T19:00"),
        ("en", "first thing tomorrow", "2026-11-24T09:00"),
        ("en", "in a year and a half", "2028-05-23T10:00"),
        ("en", "an hour and a quarter from now", "2026-11-23T11:15"),
        ("en", "2 hours after noon", "2026-11-23T14:00"),
        ("en", "later today", "2026-11-23T11:00"),
        ("en", "penultimate friday of december", "2026-12-18T09:00"),
        ("en", "last friday of the month", "2026-11-27T09:00"),
        ("es", "una semana después del viernes", "2026-12-04T09:00"),
        ("es", "dentro de dos viernes", "2026-12-04T09:00"),
        ("es", "en 5 días hábiles", "2026-11-30T10:00"),
        ("es", "la víspera de navidad", "2026-12-24T09:00"),
        ("es", "el día después de navidad", "2026-12-26T09:00"),
        ("es", "el fin de semana que viene", "2026-11-28T09:00"),
        ("es", "el último día del año", "2026-12-31T09:00"),
        ("es", "a final de mes", "2026-11-30T09:00"),
        ("es", "un cuarto para las ocho", "2026-11-23T19:45"),
        ("es", "diez para las tres de la tarde", "2026-11-23T14:50"),
        ("es", "a la una menos cuarto", "2026-11-23T12:45"),
        ("es", "21:30h", "2026-11-23T21:30"),
        ("es", "a las veinte horas", "2026-11-23T20:00"),
        ("es", "a eso de las 5 de la tarde", "2026-11-23T17:00"),
        ("es", "a las 5 de la tarde del viernes", "2026-11-27T17:00"),
        ("es", "la noche del 5 de diciembre", "2026-12-05T22:00"),
        ("es", "mañana a primera hora", "2026-11-24T09:00"),
        ("es", "en dos horas y cuarto", "2026-11-23T12:15"),
        ("es", "esta noche a las 12", "2026-11-24T00:00"),
        ("es", "30-nov", "2026-11-30T09:00"),
        ("es", "en aproximadamente 2 horas", "2026-11-23T12:00"),
    ],
)
def test_days_and_hours(lang: str, text: str, starts_at: str) -> None:
    schedule = parse_when(text, now=NOW, zone="Europe/Madrid", lang=lang).schedule
    assert schedule.starts_at.isoformat(timespec="minutes") == starts_at
    assert schedule.recurrence == ()


@pytest.mark.parametrize(
    ("lang", "text", "rule"),
    [
        ("en", "every quarter of an hour", "FREQ=MINUTELY;INTERVAL=15"),
        ("en", "every hour and a half", "FREQ=MINUTELY;INTERVAL=90"),
        ("en", "every 1.5 hours", "FREQ=MINUTELY;INTERVAL=90"),
        ("en", "half-hourly", "FREQ=MINUTELY;INTERVAL=30"),
        ("en", "alternate fridays", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("en", "every single friday", "FREQ=WEEKLY;BYDAY=FR"),
        ("en", "every day but sunday", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR,SA"),
        ("en", "once every other week", "FREQ=WEEKLY;INTERVAL=2"),
        ("en", "once daily", "FREQ=DAILY"),
        ("en", "2nd and 4th thursdays of the month", "FREQ=MONTHLY;BYDAY=2TH,4TH"),
        ("en", "every week until the end of the year", "FREQ=WEEKLY;UNTIL=20261231T235959"),
        ("en", "every monday until the end of march", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270331T235959"),
        ("en", "every friday starting next week", "FREQ=WEEKLY;BYDAY=FR"),
        ("en", "every day from december 1 to december 10", "FREQ=DAILY;UNTIL=20261210T235959"),
        ("en", "every day x 5", "FREQ=DAILY;COUNT=5"),
        ("en", "all weekends", "FREQ=WEEKLY;BYDAY=SA,SU"),
        ("en", "every noon", "FREQ=DAILY;BYHOUR=12;BYMINUTE=0"),
        ("en", "twice a day at 9am and 9pm", "FREQ=DAILY;BYHOUR=9,21;BYMINUTE=0"),
        ("en", "every 45 minutes for 3 hours", "FREQ=MINUTELY;INTERVAL=45;UNTIL=20261123T130000"),
        ("en", "every friday the 13th", "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR"),
        (
            "en",
            "every day at 8 in the morning and 8 in the evening",
            "FREQ=DAILY;BYHOUR=8,20;BYMINUTE=0",
        ),
        (
            "en",
            "from monday to friday at 9",
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9;BYMINUTE=0",
        ),
        ("es", "los lunes a las 9", "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0"),
        ("es", "los viernes por la noche a las 10", "FREQ=WEEKLY;BYDAY=FR;BYHOUR=22;BYMINUTE=0"),
        ("es", "los primeros lunes de cada mes", "FREQ=MONTHLY;BYDAY=1MO"),
        ("es", "todos los primeros lunes de mes", "FREQ=MONTHLY;BYDAY=1MO"),
        ("es", "cada fin de mes", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("es", "cada día 5", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("es", "cada hora y media", "FREQ=MINUTELY;INTERVAL=90"),
        ("es", "cada cuarto de hora", "FREQ=MINUTELY;INTERVAL=15"),
        ("es", "día por medio", "FREQ=DAILY;INTERVAL=2"),
        ("es", "un martes sí y otro no", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("es", "un mes sí y otro no", "FREQ=MONTHLY;INTERVAL=2"),
        ("es", "todos los días menos el domingo", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR,SA"),
        ("es", "cada lunes hasta finales de marzo", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270331T235959"),
        ("es", "cada día hasta el 15", "FREQ=DAILY;UNTIL=20261215T235959"),
        ("es", "cada día hasta el 1/3", "FREQ=DAILY;UNTIL=20270301T235959"),
        ("es", "cada mes a partir del 15", "FREQ=MONTHLY"),
        (
            "es",
            "todos los días a las 8 de la mañana y a las 8 de la noche",
            "FREQ=DAILY;BYHOUR=8,20;BYMINUTE=0",
        ),
        (
            "es",
            "todos los martes desde el 12 de enero hasta el 30 de junio",
            "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630T235959",
        ),
        ("es", "L-V a las 9", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9;BYMINUTE=0"),
        (
            "es",
            "cada 20 minutos durante 3 horas",
            "FREQ=MINUTELY;INTERVAL=20;UNTIL=20261123T130000",
        ),
        ("es", "una vez al mes el día 5", "FREQ=MONTHLY;BYMONTHDAY=5"),
    ],
)
def test_series(lang: str, text: str, rule: str) -> None:
    schedule = parse_when(text, now=NOW, zone="Europe/Madrid", lang=lang).schedule
    assert schedule.recurrence == (f"RRULE:{rule}",)
