"""Texts, instants and guesses, without anybody to talk to."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from oye_bot import texts
from oye_bot.guess import ZONES, locale_of, zone_guess
from oye_bot.handlers.chats import mention_removed
from oye_bot.moment import absolute, relative, short, tomorrow
from oye_client.models.reminder import Reminder

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)


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
    assert absolute(at, "Europe/Madrid") == "Tue 24 Nov 2026, 09:00 (Europe/Madrid)"
    assert absolute(at.replace(second=7), "Nowhere/Land") == "Tue 24 Nov 2026, 08:00:07 (UTC)"


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-11-23T12:30", "13:30"),
        ("2026-11-24T08:00", "Tue 24 Nov 09:00"),
        ("2027-01-02T08:00", "Sat 2 Jan 2027 09:00"),
    ],
)
def test_an_instant_is_told_in_short_with_what_is_not_today(at: str, told: str) -> None:
    assert short(datetime.fromisoformat(at).replace(tzinfo=UTC), "Europe/Madrid", NOW) == told


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "now"),
        (1, "in 1 second"),
        (10, "in 10 seconds"),
        (60, "in 1 minute"),
        (90, "in 90 seconds"),
        (600, "in 10 minutes"),
        (3600, "in 1 hour"),
        (5400, "in 90 minutes"),
        (2 * 3600 - 1, "in 2 hours"),
        (3599, "in 1 hour"),
        (59, "in 1 minute"),
        (50, "in 50 seconds"),
        (3 * 3600, "in 3 hours"),
        (86_400, "in 1 day"),
        (30 * 3600, "in 30 hours"),
        (3 * 86_400 + 5, "in 3 days"),
        (-600, "10 minutes ago"),
    ],
)
def test_how_far_away_it_is(seconds: int, told: str) -> None:
    assert relative(NOW + timedelta(seconds=seconds), NOW) == told


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


def test_no_text_is_longer_than_telegram_takes() -> None:
    longest = reminder(text="👩‍👩‍👧" * 250 + "x" * 1_000)
    many = [reminder(text="🎉" * 2_000) for _ in range(60)]
    assert texts.units(texts.stored(longest, NOW)) <= texts.LONGEST
    listed = texts.listed(many, NOW, more=False)
    assert texts.units(listed) <= texts.LONGEST
    assert listed.endswith(texts.MORE)
    assert texts.units(texts.refused("x" * 9_000, ["y" * 900] * 20)) <= texts.LONGEST
    assert texts.units(texts.told("🎉" * 9_000)) <= texts.LONGEST


def test_a_cut_leaves_whole_characters() -> None:
    assert texts.fit("ab🎉🎉", 5) == "ab🎉…"
    assert texts.fit("ab🎉🎉", 6) == "ab🎉🎉"


def test_a_list_says_why_something_has_no_next_time() -> None:
    invalid = reminder(state="invalid", state_reason="bad_rule: what", next_occurrence=None)
    assert texts.list_line(invalid, NOW) == "#12 stretch – can't be calculated: bad_rule: what"
    paused = reminder(state="paused", waiting_since="2026-11-23T10:00:00Z")
    assert texts.list_line(paused, NOW) == "#12 stretch – due 11:00, not answered, paused"
    assert texts.list_line(reminder(), NOW) == "#12 stretch – Tue 24 Nov 09:00 (in 21 hours)"


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
    package = Path(texts.__file__).parent
    used = [path for path in package.rglob("*.py") if "parse_mode=" in path.read_text()]
    assert used == []
