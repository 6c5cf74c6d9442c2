"""Texts, instants and guesses, without anybody to talk to."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from oye_bot import catalogue
from oye_bot.catalogue import texts_in
from oye_bot.guess import ZONES, locale_of, zone_guess
from oye_bot.handlers.groups import mention_removed
from oye_bot.length import beside, clean, fit, units
from oye_bot.listing import list_line
from oye_bot.moment import absolute, relative, short, tomorrow
from oye_client.models.reminder import Reminder

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
EN, ES = texts_in("en"), texts_in("es")


def reminder(**changes: object) -> Reminder:
    """One that the API may have answered with."""
    members = {
        "id": 12,
        "text": "stretch",
        "schedule": {"starts_at": "2026-11-24T09:00:00"},
        "timezone": "Europe/Madrid",
        "state": "scheduled",
        "next_occurrence": "2026-11-24T08:00:00Z",
        "upcoming": [],
        "tags": [],
        "catch_up": "latest",
        "grace_seconds": 900,
        "revision": 1,
        "created_at": "2026-11-23T11:00:00Z",
        "updated_at": "2026-11-23T11:00:00Z",
    }
    return Reminder.from_dict({**members, **changes})


def test_an_instant_is_told_with_weekday_and_zone() -> None:
    at = datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert absolute(at, "Europe/Madrid", EN) == "Tue 24 Nov 2026, 09:00 (Europe/Madrid)"
    assert absolute(at, "Europe/Madrid", ES) == "mar 24 nov 2026, 09:00 (Europe/Madrid)"
    assert absolute(at.replace(second=7), "Nowhere/Land", EN) == "Tue 24 Nov 2026, 08:00:07 (UTC)"


@pytest.mark.parametrize(
    ("at", "told", "spanish"),
    [
        ("2026-11-23T12:30", "13:30", "13:30"),
        ("2026-11-24T08:00", "Tue 24 Nov 09:00", "mar 24 nov 09:00"),
        ("2027-01-02T08:00", "Sat 2 Jan 2027 09:00", "sáb 2 ene 2027 09:00"),
    ],
)
def test_an_instant_is_told_in_short_with_what_is_not_today(
    at: str, told: str, spanish: str
) -> None:
    instant = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert short(instant, "Europe/Madrid", NOW, EN) == told
    assert short(instant, "Europe/Madrid", NOW, ES) == spanish


@pytest.mark.parametrize(
    ("seconds", "told", "spanish"),
    [
        (0, "now", "ahora"),
        (1, "in 1 second", "dentro de 1 segundo"),
        (10, "in 10 seconds", "dentro de 10 segundos"),
        (60, "in 1 minute", "dentro de 1 minuto"),
        (90, "in 90 seconds", "dentro de 90 segundos"),
        (600, "in 10 minutes", "dentro de 10 minutos"),
        (3600, "in 1 hour", "dentro de 1 hora"),
        (5400, "in 90 minutes", "dentro de 90 minutos"),
        (2 * 3600 - 1, "in 2 hours", "dentro de 2 horas"),
        (3599, "in 1 hour", "dentro de 1 hora"),
        (59, "in 1 minute", "dentro de 1 minuto"),
        (50, "in 50 seconds", "dentro de 50 segundos"),
        (3 * 3600, "in 3 hours", "dentro de 3 horas"),
        (86_400, "in 1 day", "dentro de 1 día"),
        (30 * 3600, "in 30 hours", "dentro de 30 horas"),
        (3 * 86_400 + 5, "in 3 days", "dentro de 3 días"),
        (-600, "10 minutes ago", "hace 10 minutos"),
    ],
)
def test_how_far_away_it_is(seconds: int, told: str, spanish: str) -> None:
    at = NOW + timedelta(seconds=seconds)
    assert (relative(at, NOW, EN), relative(at, NOW, ES)) == (told, spanish)


def test_tomorrow_is_that_of_the_zone() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert tomorrow(late, "UTC", "09:00") == "2026-11-24T09:00:00"
    assert tomorrow(late, "Asia/Tokyo", "07:30") == "2026-11-25T07:30:00"


def test_every_guessed_zone_is_one() -> None:
    assert set(ZONES.values()) <= available_timezones()
    assert zone_guess("pt-br") == "America/Sao_Paulo"
    assert zone_guess("pt") == "Europe/Lisbon"
    assert zone_guess("de-AT") == "Europe/Berlin"
    assert zone_guess("en") == zone_guess("xx") == zone_guess(None) == zone_guess("") == "UTC"


def test_a_language_that_is_none_becomes_english() -> None:
    assert [locale_of(code) for code in ("pt-br", "de_AT", "", None, "x" * 40)] == [
        "pt-br",
        "en",
        "en",
        "en",
        "en",
    ]


def test_a_cut_leaves_whole_characters() -> None:
    assert fit("ab🎉🎉", 5) == "ab🎉…"
    assert fit("ab🎉🎉", 6) == "ab🎉🎉"
    assert fit("a👩‍👩‍👧", 5) == "a👩…"
    assert units("🎉a") == 3


def test_words_that_turn_the_direction_keep_it_to_themselves() -> None:
    assert beside("milk\nand  bread") == "milk and bread"
    assert beside("\u202etxet") == "\u2068\u202etxet\u2069"
    assert beside("שלום") == "\u2068שלום\u2069"
    assert units(beside("ש" * 500)) <= 100
    assert clean("a\0b\ud800") == "ab?"


def test_a_list_says_why_something_has_no_next_time() -> None:
    invalid = reminder(state="invalid", state_reason="bad_rule: what", next_occurrence=None)
    assert list_line(invalid, NOW, EN) == "#12 stretch – can't be calculated: bad_rule: what"
    paused = reminder(state="paused", waiting_since="2026-11-23T10:00:00Z")
    assert list_line(paused, NOW, EN) == "#12 stretch – due 11:00, not answered, paused"
    assert list_line(paused, NOW, ES) == "#12 stretch – tocaba 11:00, sin respuesta, en pausa"
    assert list_line(reminder(), NOW, EN) == "#12 stretch – Tue 24 Nov 09:00 (in 21 hours)"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("@oye_bot cake at 10", "cake at 10"),
        ("cake at 10, @Oye_Bot", "cake at 10,"),
        ("@oye_bot: cake", "cake"),
        ("@oye_bot", ""),
        ("mail me@oye_bot.example", None),
        ("@oye_bot2 cake", None),
    ],
)
def test_a_mention_is_a_word_of_its_own(text: str, left: str | None) -> None:
    assert mention_removed(text, "oye_bot") == left


def test_nothing_is_sent_with_a_parse_mode() -> None:
    package = Path(catalogue.__file__).parent
    used = [path for path in package.rglob("*.py") if "parse_mode=" in path.read_text()]
    assert used == []
