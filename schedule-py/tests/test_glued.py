"""Digits, letters and signs in one word: a time where it begins as one, else a part of a name."""

from datetime import UTC, datetime

import pytest

from oye_schedule.phrase import parse_sentence
from oye_schedule.problem import ScheduleError

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lang", "text", "left", "starts_at"),
    [
        ("en", "stretch c6593d in 5 seconds", "stretch c6593d", "2026-11-23T09:00:05"),
        ("en", "fix bug a2d in 3 hours", "fix bug a2d", "2026-11-23T12:00"),
        ("en", "call r2d2 in 5 minutes", "call r2d2", "2026-11-23T09:05"),
        ("en", "release v2d tomorrow", "release v2d", "2026-11-24T09:00"),
        ("en", "fetch parcel 12ab3h tomorrow", "fetch parcel 12ab3h", "2026-11-24T09:00"),
        ("es", "llamar a c3d en 5 minutos", "llamar a c3d", "2026-11-23T09:05"),
    ],
)
def test_a_name_keeps_its_digits(lang: str, text: str, left: str, starts_at: str) -> None:
    found = parse_sentence(text, now=NOW, zone="UTC", lang=lang)
    assert (found.text, found.schedule.starts_at) == (left, datetime.fromisoformat(starts_at))


@pytest.mark.parametrize(
    ("lang", "text", "starts_at"),
    [
        ("en", "in5minutes stretch", "2026-11-23T09:05"),
        ("en", "stretch in2d4h", "2026-11-25T13:00"),
        ("en", "stretch dec24 at 18:00", "2026-12-24T18:00"),
        ("de", "stretch um18uhr", "2026-11-23T18:00"),
        ("es", "stretch a las9 mañana", "2026-11-24T09:00"),
    ],
)
def test_a_blank_may_be_left_out_within_a_time(lang: str, text: str, starts_at: str) -> None:
    found = parse_sentence(text, now=NOW, zone="UTC", lang=lang)
    assert (found.text, found.schedule.starts_at) == ("stretch", datetime.fromisoformat(starts_at))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("learn C++ tomorrow", "learn C++"),
        ("<b>bread</b> tomorrow", "<b>bread</b>"),
        ("paint it A+ tomorrow", "paint it A+"),
    ],
)
def test_a_sign_that_ends_a_word_changes_no_time(text: str, left: str) -> None:
    found = parse_sentence(text, now=NOW, zone="UTC")
    assert (found.text, found.schedule.starts_at) == (left, datetime(2026, 11, 24, 9))


@pytest.mark.parametrize(
    ("text", "said"), [("call +2h", "+2h"), ("meet > 5pm", "> 5pm"), ("tea ~5pm", "~5pm")]
)
def test_a_sign_that_changes_a_time_is_named_with_it(text: str, said: str) -> None:
    with pytest.raises(ScheduleError) as caught:
        parse_sentence(text, now=NOW, zone="UTC")
    assert caught.value.detail.startswith(f"{said!r} is not understood")
