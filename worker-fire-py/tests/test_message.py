"""What a person reads."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from oye_fire.delivery import Delivery
from oye_fire.message import cut, message_text, span, units

Make = Callable[..., Delivery]


def late(delivery: Make, **by: float) -> str:
    example = delivery()
    return message_text(delivery(claimed_at=example.due_at + timedelta(**by)))


def test_a_reminder_on_time_is_its_text_and_nothing_more(delivery: Make) -> None:
    assert message_text(delivery(text="<b>*_[ 🎂")) == "⏰ <b>*_[ 🎂"
    assert late(delivery, seconds=59) == "⏰ stretch"


def test_a_late_one_says_when_it_was_due_on_the_reminders_clock(delivery: Make) -> None:
    assert late(delivery, seconds=60) == "⏰ stretch\ndue 11:30 (Europe/Madrid), 1 min late"
    assert late(delivery, hours=2, minutes=59) == "⏰ stretch\ndue 11:30 (Europe/Madrid), 2 h late"


def test_one_that_was_due_on_another_day_says_which(delivery: Make) -> None:
    assert late(delivery, days=3) == "⏰ stretch\ndue Mon 23 Nov 11:30 (Europe/Madrid), 3 days late"
    text = late(delivery, days=60)
    assert text == "⏰ stretch\ndue Mon 23 Nov 2026 11:30 (Europe/Madrid), 60 days late"


def test_missed_ones_are_counted_even_where_this_one_is_on_time(delivery: Make) -> None:
    text = message_text(delivery(missed_before=3))
    assert text == "⏰ stretch\ndue 11:30 (Europe/Madrid), 3 missed before this"


@pytest.mark.parametrize("kind", ["snooze", "nag"])
def test_a_snooze_is_not_late_and_counts_nothing_again(delivery: Make, kind: str) -> None:
    example = delivery()
    after = example.due_at + timedelta(hours=5)
    assert message_text(delivery(kind=kind, claimed_at=after, missed_before=3)) == "⏰ stretch"


def test_a_possible_repeat_says_so(delivery: Make) -> None:
    assert message_text(delivery(perhaps_repeat=True)) == "⏰ stretch\n(perhaps a repeat)"


def test_a_zone_that_this_machine_does_not_know_costs_no_reminder(delivery: Make) -> None:
    text = message_text(delivery(timezone="Mars/Olympus", missed_before=1))
    assert text == "⏰ stretch\ndue 10:30 (UTC), 1 missed before this"


@pytest.mark.parametrize("letter", ["a", "é", "🎂", "👨‍👩‍👧"])
def test_a_text_that_is_too_long_is_cut_and_points_to_the_rest(delivery: Make, letter: str) -> None:
    text = message_text(delivery(text=letter * 4096, missed_before=2))
    assert 4080 < units(text) <= 4096
    assert text.endswith(
        "… (the rest: oye show 12)\ndue 11:30 (Europe/Madrid), 2 missed before this"
    )
    assert "\u200d…" not in text
    text.encode()


def test_a_text_that_just_fits_stays_whole(delivery: Make) -> None:
    assert message_text(delivery(text="🎂" * 2047)) == "⏰ " + "🎂" * 2047
    assert units(message_text(delivery(text="🎂" * 2047))) == 4096


def test_a_cut_never_leaves_half_a_character() -> None:
    assert cut("a🎂b", 2) == "a"
    assert cut("a🎂b", 3) == "a🎂"
    assert cut("abc", -1) == ""


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(seconds=119), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=47, minutes=59), "47 h"),
        (timedelta(hours=48), "2 days"),
    ],
)
def test_a_span_is_told_in_its_largest_unit(time: timedelta, words: str) -> None:
    assert span(time) == words
