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
    "FREQ=WEEKLY;BYDAY=MO,FR;COUNT=10",
    "FREQ=DAILY;UNTIL=20270308T094500",
    "FREQ=DAILY;UNTIL=20271224T000000",
    *(f"FREQ=WEEKLY;BYDAY={days}" for days in ("MO,TU,WE,TH", "SU,MO,TU,WE,TH")),
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR,SA",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH;BYMONTH=6,7",
    *(f"FREQ=MONTHLY;BYMONTHDAY={days}" for days in ("8", "-2", "1,-1", "1,2,3,4,5")),
    *(f"FREQ=MONTHLY;BYDAY={days}" for days in ("MO", "-2TH", "-1SU", "1MO,-1FR")),
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=10",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1",
    "FREQ=MONTHLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
    "FREQ=MONTHLY;BYDAY=WE;BYSETPOS=2",
    "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=8,9,10,11,12,13,14",
    "FREQ=MONTHLY;BYMONTHDAY=1,15;BYMONTH=3,6",
    "FREQ=YEARLY;BYMONTH=3,6;BYMONTHDAY=1,15",
    *(f"FREQ=YEARLY;BYMONTH=8;BYMONTHDAY={day}" for day in (1, 8, 11)),
    *(f"FREQ=YEARLY;BYMONTH={months};BYDAY=-1MO" for months in ("8", "8,10")),
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYMONTH=1;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
    "FREQ=YEARLY;BYMONTH=6;BYDAY=MO",
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=6;BYDAY=MO",
    "FREQ=YEARLY;BYMONTHDAY=15",
    "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
    "FREQ=YEARLY;BYWEEKNO=20",
    "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=20;BYDAY=TU",
    "FREQ=YEARLY;BYYEARDAY=-1",
    "FREQ=DAILY;BYHOUR=1,13;BYMINUTE=0",
    "FREQ=DAILY;BYHOUR=9,11,13,15,17;BYMINUTE=0",
    "FREQ=MINUTELY;INTERVAL=15;BYHOUR=9,10,11,12",
    *(
        f"FREQ=DAILY;{days};BYHOUR=9,10,11,12,13;BYMINUTE=0,30"
        for days in ("BYDAY=MO,WE", "BYDAY=SA,SU", "BYDAY=MO,TU,WE,TH", "BYMONTH=6,7")
    ),
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR;BYMONTH=7",
    "FREQ=DAILY;BYDAY=TU,WE,TH,FR;BYMONTH=7;BYHOUR=9,10,11,12,13;BYMINUTE=0",
    "FREQ=DAILY;BYDAY=SA,SU;BYMONTH=7,8;BYHOUR=9,10,11,12,13;BYMINUTE=0",
)
QUARTERS = "BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,15,30,45"
SEVERAL = (
    ("FREQ=DAILY;BYHOUR=9;BYMINUTE=0", "FREQ=DAILY;BYHOUR=17;BYMINUTE=30"),
    *(
        (f"FREQ=DAILY;{days}{QUARTERS}", f"FREQ=DAILY;{days}BYHOUR=17;BYMINUTE=0")
        for days in ("", "BYDAY=MO,TU,WE,TH,FR;")
    ),
)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("zone", [None, "America/New_York"])
def test_words_are_read_back_to_the_same_instants(lang: str, zone: str | None) -> None:
    for rules in (*((rule,) for rule in RULES), *SEVERAL):
        lines = tuple(f"RRULE:{rule}" for rule in rules)
        loose = Schedule(datetime(2026, 11, 24, 9, 45), zone, lines)
        first = next_occurrences(loose, zone="UTC", after=NOW, limit=1).instants[0]
        kept = Schedule(first.replace(tzinfo=None), zone, loose.recurrence)
        said = describe(kept, lang)
        now = first.astimezone(UTC) - timedelta(minutes=1)
        back = parse_when(said, now=now, zone="UTC", lang=lang).schedule
        assert back.timezone == zone, said
        ours = next_occurrences(kept, zone="UTC", after=now, limit=40)
        assert next_occurrences(back, zone="UTC", after=now, limit=40) == ours, said


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
