"""Texts that are a time as a whole: words, dates and recurrence lines."""

from datetime import UTC, datetime, timedelta

import pytest

from oye_schedule.lexicon import LANGUAGES, lexicon_of
from oye_schedule.phrase import parse_when
from oye_schedule.problem import ScheduleError
from oye_schedule.schedule import Schedule

# A Monday, 10:00 in Madrid.
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def when(text: str, lang: str = "en") -> Schedule:
    return parse_when(text, now=NOW, zone="Europe/Madrid", lang=lang).schedule


@pytest.mark.parametrize(
    ("text", "starts_at"),
    [
        ("tonight", "2026-11-23T22:00"),
        ("this evening at 8", "2026-11-23T20:00"),
        ("noon", "2026-11-23T12:00"),
        ("monday at 9", "2026-11-30T09:00"),
        ("sunday 8pm", "2026-11-29T20:00"),
        ("this time tomorrow", "2026-11-24T10:00"),
        ("last working day of the month", "2026-11-30T09:00"),
        ("30 minutes before 18:00", "2026-11-23T17:30"),
        ("15 to noon", "2026-11-23T11:45"),
        ("3:18p", "2026-11-23T15:18"),
        ("in about an hour and a half", "2026-11-23T11:30"),
        ("midnight", "2026-11-24T00:00"),
        ("half past three", "2026-11-23T15:30"),
        ("quarter to nine in the evening", "2026-11-23T20:45"),
        ("24/12", "2026-12-24T09:00"),
        ("12/24/2026 6pm", "2026-12-24T18:00"),
        ("24 Dec 18:00", "2026-12-24T18:00"),
        ("the last day of february", "2027-02-28T09:00"),
        ("2nd friday of december at 17.30", "2026-12-11T17:30"),
        ("29 february", "2028-02-29T09:00"),
        ("in 2 weeks at 14:00", "2026-12-07T14:00"),
        ("in 3 months", "2027-02-23T10:00"),
        ("two days after tomorrow", "2026-11-26T09:00"),
        ("wednesday of next week at 10:00", "2026-12-02T10:00"),
        ("2026-12-24", "2026-12-24T09:00"),
        ("2026-12-24T18:00:30", "2026-12-24T18:00"),
        ("today", "2026-11-23T11:00"),
    ],
)
def test_one_offs(text: str, starts_at: str) -> None:
    schedule = when(text)
    assert schedule.starts_at.isoformat(timespec="minutes") == starts_at
    assert schedule.timezone == ("Europe/Madrid" if "hour" in text else None)
    assert schedule.recurrence == ()


@pytest.mark.parametrize(
    ("text", "starts_at", "rules"),
    [
        ("every day", "2026-11-24T09:00", ["FREQ=DAILY"]),
        ("every 90 minutes", "2026-11-23T11:30", ["FREQ=MINUTELY;INTERVAL=90"]),
        ("every other week on tue", "2026-11-24T09:00", ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"]),
        (
            "every 2 hours from 9 to 17 on weekdays",
            "2026-11-23T11:00",
            ["FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,11,13,15,17;BYMINUTE=0"],
        ),
        (
            "every 30 minutes between 9:00 and 10:00",
            "2026-11-24T09:00",
            ["FREQ=DAILY;BYHOUR=9;BYMINUTE=0,30", "FREQ=DAILY;BYHOUR=10;BYMINUTE=0"],
        ),
        (
            "every day at 8:00 and 20:30",
            "2026-11-23T20:30",
            ["FREQ=DAILY;BYHOUR=8;BYMINUTE=0", "FREQ=DAILY;BYHOUR=20;BYMINUTE=30"],
        ),
        ("every day except sunday", "2026-11-24T09:00", ["FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR,SA"]),
        (
            "every year on the fourth thursday of november",
            "2026-11-26T09:00",
            ["FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"],
        ),
        (
            "every day at 10, 12 and 17",
            "2026-11-23T12:00",
            ["FREQ=DAILY;BYHOUR=10,12,17;BYMINUTE=0"],
        ),
        (
            "every mon/wed/fri at 7am",
            "2026-11-25T07:00",
            ["FREQ=WEEKLY;BYDAY=MO,WE,FR;BYHOUR=7;BYMINUTE=0"],
        ),
        (
            "the last weekday of every month",
            "2026-11-30T09:00",
            ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"],
        ),
        ("once every 3 days", "2026-11-26T09:00", ["FREQ=DAILY;INTERVAL=3"]),
        (
            "mon-fri at 8am",
            "2026-11-24T08:00",
            ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=8;BYMINUTE=0"],
        ),
        ("every half hour", "2026-11-23T10:30", ["FREQ=MINUTELY;INTERVAL=30"]),
        ("quarterly", "2027-02-23T09:00", ["FREQ=MONTHLY;INTERVAL=3"]),
        ("every morning", "2026-11-24T09:00", ["FREQ=DAILY;BYHOUR=9;BYMINUTE=0"]),
        (
            "every day at 9am starting december 1 for 5 times",
            "2026-12-01T09:00",
            ["FREQ=DAILY;COUNT=5;BYHOUR=9;BYMINUTE=0"],
        ),
    ],
)
def test_series(text: str, starts_at: str, rules: list[str]) -> None:
    schedule = when(text)
    assert schedule.starts_at.isoformat(timespec="minutes") == starts_at
    assert schedule.recurrence == tuple(f"RRULE:{rule}" for rule in rules)


def test_a_wait_after_done() -> None:
    schedule = when("every 3 days after done")
    assert schedule == Schedule(datetime(2026, 11, 24, 9), None, (), "P3D")
    assert when("2 hours after done").after_done == "PT2H"


@pytest.mark.parametrize(
    ("text", "lang", "starts_at"),
    [
        ("friday 5pm", "en", "2026-11-27T17:00"),
        ("friday 5 pm", "en", "2026-11-27T17:00"),
        ("on friday 6pm", "en", "2026-11-27T18:00"),
        ("saturday 10am", "en", "2026-11-28T10:00"),
        ("monday 9am", "en", "2026-11-30T09:00"),
        ("wednesday 9am", "en", "2026-11-25T09:00"),
        ("thurs 5pm", "en", "2026-11-26T17:00"),
        ("tues 5pm", "en", "2026-11-24T17:00"),
        ("friday 17:00", "en", "2026-11-27T17:00"),
        ("viernes 5pm", "es", "2026-11-27T17:00"),
        ("el sábado 9am", "es", "2026-11-28T09:00"),
    ],
)
def test_a_half_of_the_day_or_a_colon_makes_a_number_the_hour(
    text: str, lang: str, starts_at: str
) -> None:
    assert when(text, lang).starts_at == datetime.fromisoformat(starts_at)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("friday 5", ("2026-11-27 05:00", "2026-11-27 17:00", "2027-02-05")),
        ("sunday 8", ("2026-11-29 08:00", "2027-08-08")),
    ],
)
def test_a_bare_number_after_a_weekday_is_asked_for_as_hour_and_day(
    text: str, choices: tuple[str, ...]
) -> None:
    with pytest.raises(ScheduleError) as caught:
        when(text)
    assert caught.value.choices == choices
    for choice in choices:
        assert when(choice).starts_at.isoformat(" ").startswith(choice)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("12pm", 12),
        ("tomorrow 12pm", 12),
        ("tomorrow noon", 12),
        ("tomorrow 12:00", 12),
        ("12am", 0),
        ("tomorrow 12am", 0),
        ("tomorrow at midnight", 0),
    ],
)
def test_12pm_is_noon_and_12am_is_midnight(text: str, hour: int) -> None:
    assert (when(text).starts_at.hour, when(text).starts_at.minute) == (hour, 0)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("in 1h30", 90), ("in a quarter of an hour", 15), ("in 90s", 1.5), ("in 1/2 hour", 30)],
)
def test_short_waits(text: str, minutes: float) -> None:
    assert when(text).starts_at == datetime(2026, 11, 23, 10) + timedelta(minutes=minutes)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2h", 7_200),
        ("1h30m", 5_400),
        ("2h30m", 9_000),
        ("1h 30m", 5_400),
        ("90m", 5_400),
        ("10m", 600),
        ("10min", 600),
        ("45s", 45),
        ("1d", 86_400),
        ("1w 2d", 777_600),
        ("2 H", 7_200),
        ("{in} 1h30m", 5_400),
        ("{in} 1d", 86_400),
        ("{in} 10m", 600),
    ],
)
def test_a_span_in_letters_counts_from_now_in_every_language(
    text: str, seconds: int, lang: str
) -> None:
    word = lexicon_of(lang).table["in"].split("|")[0]
    start = datetime(2026, 11, 23, 10) + timedelta(seconds=seconds)
    assert when(text.format(**{"in": word}), lang) == Schedule(start, "Europe/Madrid")


def test_a_span_over_a_change_of_the_clocks_is_as_long_as_it_says() -> None:
    eve = datetime(2027, 3, 27, 11, tzinfo=UTC)
    found = parse_when("1d", now=eve, zone="Europe/Madrid").schedule
    assert found == Schedule(datetime(2027, 3, 28, 13), "Europe/Madrid")


@pytest.mark.parametrize("text", ["0m", "0h0m", "m", "h30", "1h30m2w", "99999999d"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(ScheduleError):
        when(text)


@pytest.mark.parametrize(
    "text", ["0 9 * * 1", "@daily", "*/5 9-17 * * mon-fri", "0 0 1,15 jan-jun *", "0 9 * * Mon"]
)
def test_a_cron_line_needs_no_name_in_front(text: str) -> None:
    assert when(f" {text} ").recurrence == (f"CRON:{text}",)
    assert when(f"CRON:{text}").starts_at == when(text).starts_at


def test_a_wrong_cron_line_is_refused_as_one() -> None:
    with pytest.raises(ScheduleError) as caught:
        when("0 99 * * 1")
    assert caught.value.slug == "bad_recurrence"


def test_an_offset_or_a_zone_pins_the_time() -> None:
    assert when("2026-12-24T18:00+01:00") == Schedule(datetime(2026, 12, 24, 17), "UTC")
    assert when("tomorrow 9:00 Asia/Tokyo").timezone == "Asia/Tokyo"
    assert when("every day at 9:00, Tokyo time").timezone == "Asia/Tokyo"


def test_recurrence_lines_are_taken_as_they_are() -> None:
    assert when("FREQ=DAILY") == Schedule(datetime(2026, 11, 23, 9), None, ("FREQ=DAILY",))
    lines = when("DTSTART;TZID=Asia/Tokyo:20261201T080000\nRRULE:FREQ=WEEKLY")
    assert lines == Schedule(datetime(2026, 12, 1, 8), "Asia/Tokyo", ("RRULE:FREQ=WEEKLY",))
    assert when("CRON:0 9 * * 1-5").recurrence == ("CRON:0 9 * * 1-5",)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("hello", "not_understood"),
        ("tomorrow hello", "not_understood"),
        ("2020-01-01", "in_the_past"),
        ("2026-11-23T09:59:59", "in_the_past"),
        ("2026-02-30T10:00", "no_such_date"),
        ("30 february", "no_such_date"),
        ("every day at 7", "ambiguous_time"),
        ("every second friday", "ambiguous_time"),
        ("RRULE:FREQ=SOMETIMES", "bad_recurrence"),
        ("for 2 months", "not_understood"),
        ("until friday", "not_understood"),
        ("every day tomorrow", "not_understood"),
        ("next minute", "not_understood"),
        ("5pm in the morning", "not_understood"),
        ("every day at 21 in the morning", "not_understood"),
        ("tomorrow 9am in the evening", "not_understood"),
        ("in 999999999 years", "not_understood"),
        ("in 99999 years", "out_of_range"),
    ],
)
def test_refusals_name_the_reason(text: str, slug: str) -> None:
    with pytest.raises(ScheduleError) as caught:
        when(text)
    assert caught.value.slug == slug


def test_british_dates_put_the_day_first() -> None:
    assert when("5/12", "en-GB").starts_at == datetime(2026, 12, 5, 9)
    assert when("12/5", "en-US").starts_at == datetime(2026, 12, 5, 9)
