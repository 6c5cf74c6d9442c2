"""Finding when something is due within a sentence, and leaving the rest of it alone."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from oye_schedule.phrase import Reading, parse_sentence
from oye_schedule.problem import ScheduleError

# A Monday, 10:00 in Madrid.
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def read(text: str, lang: str = "en", now: datetime = NOW) -> Reading:
    return parse_sentence(text, now=now, zone="Europe/Madrid", lang=lang)


def refusal(text: str, lang: str = "en") -> ScheduleError:
    with pytest.raises(ScheduleError) as caught:
        read(text, lang)
    return caught.value


@pytest.mark.parametrize(
    ("text", "left", "starts_at", "rule"),
    [
        ("call mum tomorrow 9am", "call mum", "2026-11-24T09:00", ""),
        ("tomorrow call mum at 9", "call mum", "2026-11-24T09:00", ""),
        ("20:00 get the kids", "get the kids", "2026-11-23T20:00", ""),
        ("call bob at 8", "call bob", "2026-11-23T20:00", ""),
        ("call bob next monday 9:00", "call bob", "2026-11-30T09:00", ""),
        ("dentist 2026-12-24T18:00", "dentist", "2026-12-24T18:00", ""),
        ("standup every weekday at 9", "standup", "2026-11-24T09:00", "BYDAY=MO,TU,WE,TH,FR"),
        ("rent on the 1st every month 10:00", "rent", "2026-12-01T10:00", "BYMONTHDAY=1"),
        ("beers every last friday 17:00!", "beers!", "2026-11-27T17:00", "MONTHLY;BYDAY=-1FR"),
        ("gym every monday and thursday at 18:30", "gym", "2026-11-23T18:30", "BYDAY=MO,TH"),
        ("backup daily at 3am 10x", "backup", "2026-11-24T03:00", "COUNT=10"),
        ("buy <b>*_[ milk 🥛 tomorrow", "buy <b>*_[ milk 🥛", "2026-11-24T09:00", ""),
        (
            "pills every day at 8:00 until 24 december",
            "pills",
            "2026-11-24T08:00",
            "UNTIL=20261224",
        ),
        ("check on may in 3 days", "check on may", "2026-11-26T10:00", ""),
        ("book a table for tomorrow at 20:00", "book a table", "2026-11-24T20:00", ""),
        ("monthly report on the 15th", "report", "2026-12-15T09:00", "MONTHLY;BYMONTHDAY=15"),
        ("email team 2 days before christmas", "email team", "2026-12-23T09:00", ""),
        ("swim 100m tomorrow", "swim 100m", "2026-11-24T09:00", ""),
        ("pay 20.50 tomorrow", "pay 20.50", "2026-11-24T09:00", ""),
        ("pay tomorrow 20.50", "pay 20.50", "2026-11-24T09:00", ""),
        ("call tomorrow at 20.50", "call", "2026-11-24T20:50", ""),
        ("I am tired tomorrow", "I am tired", "2026-11-24T09:00", ""),
        ("tell Sam I am late tomorrow at 9", "tell Sam I am late", "2026-11-24T09:00", ""),
        ("read chapters 10-12 tomorrow", "read chapters 10-12", "2026-11-24T09:00", ""),
        ("score 3-2 tomorrow", "score 3-2", "2026-11-24T09:00", ""),
        ("pay every last weekday of the month", "pay", "2026-11-30T09:00", "TH,FR;BYSETPOS=-1"),
        ("pay every first weekday of the month", "pay", "2026-12-01T09:00", "TH,FR;BYSETPOS=1"),
        ("in the morning call bob", "call bob", "2026-11-24T09:00", ""),
        ("sit in the sun tomorrow", "sit in the sun", "2026-11-24T09:00", ""),
        (
            "finish the weekly report by thursday 5pm",
            "finish the weekly report",
            "2026-11-26T17:00",
            "",
        ),
        ("dentist (tomorrow 10:30)", "dentist", "2026-11-24T10:30", ""),
        ("call April tomorrow at 9", "call April", "2026-11-24T09:00", ""),
        ("meeting with May on Friday at 3pm", "meeting with May", "2026-11-27T15:00", ""),
        ("buy on sunday 2 eggs", "buy 2 eggs", "2026-11-29T09:00", ""),
        ("read the first book on sunday", "read the first book", "2026-11-29T09:00", ""),
    ],
)
def test_the_time_is_taken_out_and_the_rest_stays(
    text: str, left: str, starts_at: str, rule: str
) -> None:
    reading = read(text)
    assert reading.text == left
    assert reading.schedule.starts_at.isoformat(timespec="minutes") == starts_at
    assert reading.schedule.timezone is None
    assert rule in ";".join(reading.schedule.recurrence)
    assert bool(rule) == bool(reading.schedule.recurrence)


@pytest.mark.parametrize(
    ("text", "lang", "left", "starts_at"),
    [
        ("llamar a mamá mañana a las 9:00", "es", "llamar a mamá", "2026-11-24T09:00"),
        ("pagar el alquiler el 1 de cada mes", "es", "pagar el alquiler", "2026-12-01T09:00"),
        ("Mama morgen um 9 Uhr anrufen", "de", "Mama anrufen", "2026-11-24T09:00"),
        ("appeler maman demain à 9h", "fr", "appeler maman", "2026-11-24T09:00"),
        ("chiamare la mamma domani alle 9:00", "it", "chiamare la mamma", "2026-11-24T09:00"),
        ("bier am Freitagabend um 8", "de", "bier", "2026-11-27T20:00"),
        ("dîner demain soir à 8h", "fr", "dîner", "2026-11-24T20:00"),
        ("sortir ce soir", "fr", "sortir", "2026-11-23T19:00"),
        ("llamar el viernes que viene a las 10:00", "es", "llamar", "2026-11-27T10:00"),
        ("eten morgenavond om 8 uur", "nl", "eten", "2026-11-24T20:00"),
        ("planten water om de twee dagen", "nl", "planten water", "2026-11-25T09:00"),
        ("quedar con Abril mañana a las 18:00", "es", "quedar con Abril", "2026-11-24T18:00"),
        ("avisar a todos mañana", "es", "avisar a todos", "2026-11-24T09:00"),
        ("Frau Mai morgen um 10 Uhr anrufen", "de", "Frau Mai anrufen", "2026-11-24T10:00"),
        ("le deuxième épisode ce soir", "fr", "le deuxième épisode", "2026-11-23T19:00"),
        ("ir al mar mañana", "es", "ir al mar", "2026-11-24T09:00"),
        ("täglich so gegen 8 Uhr laufen", "de", "laufen", "2026-11-24T08:00"),
        ("mama bellen morgen om 9:00", "nl", "mama bellen", "2026-11-24T09:00"),
        ("ligar para a mãe amanhã às 9:00", "pt", "ligar para a mãe", "2026-11-24T09:00"),
    ],
)
def test_each_language_finds_its_time(text: str, lang: str, left: str, starts_at: str) -> None:
    reading = read(text, lang)
    assert reading.text == left
    assert reading.schedule.starts_at.isoformat(timespec="minutes") == starts_at


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("rent on the 1st of every month", "en"),
        ("alquiler el 1 de cada mes", "es"),
        ("Miete am 1. jedes Monats", "de"),
        ("loyer le 1 de chaque mois", "fr"),
        ("affitto il 1 di ogni mese", "it"),
        ("huur op de 1e van elke maand", "nl"),
        ("aluguel no dia 1 de cada mês", "pt"),
    ],
)
def test_of_every_month_is_a_series_in_each_language(text: str, lang: str) -> None:
    assert read(text, lang).schedule.recurrence == ("RRULE:FREQ=MONTHLY;BYMONTHDAY=1",)


def test_so_long_from_now_is_an_instant_and_pinned() -> None:
    reading = read("stretch in 10 seconds", now=NOW.replace(microsecond=1))
    assert (reading.text, reading.phrase) == ("stretch", "in 10 seconds")
    assert reading.schedule.starts_at == datetime(2026, 11, 23, 10, 0, 11)
    assert reading.schedule.timezone == "Europe/Madrid"


def test_so_long_from_now_is_right_in_the_second_pass_of_an_overlap() -> None:
    second = datetime(2026, 10, 25, 2, 50, tzinfo=ZoneInfo("Europe/Madrid"), fold=1)
    schedule = read("stretch in 5 minutes", now=second).schedule
    assert (schedule.starts_at, schedule.timezone) == (datetime(2026, 10, 25, 1, 55), "UTC")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("buy milk", "not_understood"),
        ("", "not_understood"),
        ("buy the first book about may", "not_understood"),
        ("meet at 100 main street", "not_understood"),
        ("dentist 23 Nov 2020", "in_the_past"),
        ("call bob 3 days ago", "in_the_past"),
        ("call bob yesterday", "in_the_past"),
        ("call bob next friday", "ambiguous_time"),
        ("call bob on monday at 17:00", "ambiguous_time"),
        ("call bob tomorrow at 7", "ambiguous_time"),
        ("call bob next week", "ambiguous_time"),
        ("tomorrow or friday call bob", "several_dates"),
        ("send flowers every year on my birthday", "not_understood"),
        ("call bob friday week", "not_understood"),
        ("say good morning to bob", "not_understood"),
        ("call bob before friday", "not_understood"),
        ("call bob at the end of sunday", "not_understood"),
        ("call bob tomorrow 8:00 PST", "unknown_timezone"),
        ("call bob on monday or tuesday 9:00", "several_dates"),
        ("x" * 5001, "too_long"),
    ],
)
def test_what_is_not_clear_is_refused_with_a_reason(text: str, slug: str) -> None:
    problem = refusal(text)
    assert (problem.slug, problem.field) == (slug, "text")
    assert len(problem.detail) > 10


def test_choices_are_given_where_a_time_is_ambiguous() -> None:
    assert refusal("call bob next friday").choices == ("2026-11-27", "2026-12-04")
    assert refusal("call bob tomorrow at 7").choices == ("07:00", "19:00")


def test_a_weekday_that_does_not_fit_its_date_is_noted() -> None:
    reading = read("dentist on Friday, 24 December 2026")
    assert reading.schedule.starts_at == datetime(2026, 12, 24, 9)
    assert reading.notes == ("24 December 2026 is a Thursday, not a Friday",)


def test_a_day_without_a_time_takes_the_default() -> None:
    reading = parse_sentence(
        "call bob tomorrow", now=NOW, zone="Europe/Madrid", default_time=time(7, 30)
    )
    assert reading.schedule.starts_at == datetime(2026, 11, 24, 7, 30)


def test_an_unknown_language_is_refused_with_those_that_are_known() -> None:
    problem = refusal("call bob tomorrow", "xx")
    assert problem.slug == "unknown_language"
    assert "en" in problem.choices


@pytest.mark.parametrize(
    ("text", "left", "starts_at"),
    [
        ("tea 10m", "tea", "2026-11-23T10:10"),
        ("10m check the oven", "check the oven", "2026-11-23T10:10"),
        ("tea 1h30m!", "tea!", "2026-11-23T11:30"),
        ("tea in 2h", "tea", "2026-11-23T12:00"),
        ("tea in 1h 30m", "tea", "2026-11-23T11:30"),
    ],
)
def test_a_short_span_in_a_sentence_counts_from_now(text: str, left: str, starts_at: str) -> None:
    found = read(text)
    assert (found.text, found.schedule.timezone) == (left, "Europe/Madrid")
    assert found.schedule.starts_at == datetime.fromisoformat(starts_at)


@pytest.mark.parametrize("text", ["read 10m of rope", "10m and 20m"])
def test_a_length_within_a_sentence_is_no_time(text: str) -> None:
    assert refusal(text).slug == "not_understood"
