"""Schedules in words, and the words read back."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from oye_schedule.describe import describe
from oye_schedule.lexicon import LANGUAGES
from oye_schedule.occurrences import next_occurrences
from oye_schedule.phrase import parse_when
from oye_schedule.schedule import Schedule

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
DAYS = ("MO", "TH", "SU", "MO,TH", "SA,SU", "MO,TU,WE,TH,FR", "TU,FR,SU")
RULES = (
    *(f"FREQ=DAILY;INTERVAL={n}" for n in (1, 2, 10)),
    *(f"FREQ=WEEKLY;BYDAY={days}" for days in DAYS),
    *(f"FREQ=WEEKLY;INTERVAL=2;BYDAY={days}" for days in DAYS),
    *(f"FREQ=MONTHLY;BYMONTHDAY={days}" for days in ("1", "15", "31", "-1", "1,15", "2,12,22")),
    *(f"FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY={day}" for day in (4, -1)),
    *(
        f"FREQ=MONTHLY;BYDAY={day}"
        for day in ("1MO", "2TU", "3SA", "4SU", "5FR", "-1FR", "1MO,3MO")
    ),
    *(f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY=3" for month in range(1, 13)),
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=16",
    "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
    "FREQ=WEEKLY",
    "FREQ=MONTHLY",
    "FREQ=YEARLY",
    "FREQ=DAILY;BYMONTH=1,5",
    "FREQ=WEEKLY;BYDAY=MO;BYMONTH=6",
    "FREQ=DAILY;BYHOUR=9,17;BYMINUTE=30",
    "FREQ=DAILY;BYHOUR=7,13,18;BYMINUTE=0",
    "FREQ=DAILY;COUNT=10",
    "FREQ=DAILY;COUNT=1",
    "FREQ=WEEKLY;BYDAY=WE;UNTIL=20271224T235959",
)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("zone", [None, "America/New_York"])
def test_words_are_read_back_to_the_same_instants(lang: str, zone: str | None) -> None:
    for rule in RULES:
        loose = Schedule(datetime(2026, 11, 24, 9, 45), zone, (f"RRULE:{rule}",))
        first = next_occurrences(loose, zone="UTC", after=NOW, limit=1).instants[0]
        kept = Schedule(first.replace(tzinfo=None), zone, loose.recurrence)
        said = describe(kept, lang)
        now = first.astimezone(UTC) - timedelta(minutes=1)
        back = parse_when(said, now=now, zone="UTC", lang=lang).schedule
        assert back.timezone == zone, said
        ours = next_occurrences(kept, zone="UTC", after=now, limit=10)
        assert next_occurrences(back, zone="UTC", after=now, limit=10) == ours, said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_day_and_a_wait_are_read_back(lang: str) -> None:
    once = Schedule(datetime(2026, 12, 24, 18, 5), None)
    assert parse_when(describe(once, lang), now=NOW, zone="UTC", lang=lang).schedule == once
    for wait in ("P1D", "P3D", "P2W", "P1M", "P1Y", "PT2H", "PT90M", "P1M3D"):
        kept = Schedule(datetime(2026, 11, 24, 9, 30), None, (), wait)
        said = describe(kept, lang)
        back = parse_when(said, now=NOW, zone="UTC", lang=lang).schedule
        assert describe(back, lang) == said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_elapsed_intervals_are_read_back(lang: str) -> None:
    for rule, seconds in (("HOURLY", 3600), ("HOURLY;INTERVAL=5", 18000), ("MINUTELY", 60)):
        said = describe(Schedule(datetime(2026, 11, 24, 9), None, (f"RRULE:FREQ={rule}",)), lang)
        back = parse_when(said, now=NOW, zone="UTC", lang=lang).schedule
        found = next_occurrences(back, zone="UTC", after=NOW, limit=5).instants
        assert {(b - a).total_seconds() for a, b in pairwise(found)} == {seconds}, said


@pytest.mark.parametrize(
    ("schedule", "lang", "said"),
    [
        (
            Schedule(
                datetime(2026, 11, 24, 9),
                "Europe/Madrid",
                ("RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",),
            ),
            "en",
            "every weekday at 09:00, Madrid time",
        ),
        (
            Schedule(datetime(2026, 11, 24, 9), None),
            "de",
            "am Dienstag, den 24. November 2026 um 09:00 Uhr",
        ),
        (
            Schedule(datetime(2026, 11, 1, 9), None, ("RRULE:FREQ=MONTHLY;BYDAY=-1FR",)),
            "es",
            "cada mes el último viernes a las 09:00",
        ),
        (
            Schedule(datetime(2026, 1, 1), None, ("CRON:30 8 1,15 * *",)),
            "en",
            "every month on the 1st and 15th of the month at 08:30",
        ),
        (
            Schedule(datetime(2026, 1, 1), None, ("CRON:*/7 8-9 * * 1#2",)),
            "en",
            "by the cron line */7 8-9 * * 1#2",
        ),
        (
            Schedule(datetime(2026, 1, 1), None, ("RRULE:FREQ=YEARLY;BYWEEKNO=20",)),
            "en",
            "by the rule RRULE:FREQ=YEARLY;BYWEEKNO=20",
        ),
        (
            Schedule(datetime(2026, 1, 1, 9), None, (), "P3D"),
            "en",
            "every 3 days after done at 09:00",
        ),
    ],
)
def test_words_read_as_people_say_them(schedule: Schedule, lang: str, said: str) -> None:
    assert describe(schedule, lang) == said
