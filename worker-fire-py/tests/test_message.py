"""What a person reads."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from oye_fire.catalogue import LOCALES, languages, texts_for, texts_in
from oye_fire.delivery import Delivery
from oye_fire.length import cut, units
from oye_fire.message import Mention, message_of
from oye_fire.moment import span

Make = Callable[..., Delivery]
EN = texts_in("en")


def text_of(*deliveries: Delivery) -> str:
    return message_of(deliveries, texts_for(deliveries[0].locale)).text


def late(delivery: Make, **by: float) -> str:
    example = delivery()
    return text_of(delivery(claimed_at=example.due_at + timedelta(**by)))


def test_a_reminder_on_time_is_its_text_and_when_it_was_due(delivery: Make) -> None:
    assert text_of(delivery(text="<b>*_[ 🎂 { $x }")) == "⏰ <b>*_[ 🎂 { $x } · due 11:30"
    assert late(delivery, seconds=59) == "⏰ stretch · due 11:30"


def test_a_late_one_says_so_on_the_reminders_clock(delivery: Make) -> None:
    assert late(delivery, seconds=60) == "⏰ stretch · due 11:30 (Europe/Madrid)\n1 min late"
    assert late(delivery, hours=2.99) == "⏰ stretch · due 11:30 (Europe/Madrid)\n2 h late"


def test_one_that_was_due_on_another_day_says_which(delivery: Make) -> None:
    assert "· due Mon 23 Nov 11:30 (Europe/Madrid)\n3 days late" in late(delivery, days=3)
    assert "· due Mon 23 Nov 2026 11:30 (Europe/Madrid)\n60 days" in late(delivery, days=60)


def test_missed_ones_are_counted_even_where_this_one_is_on_time(delivery: Make) -> None:
    text = text_of(delivery(missed_before=3))
    assert text == "⏰ stretch · due 11:30 (Europe/Madrid)\n3 missed before this"


@pytest.mark.parametrize("kind", ["snooze", "nag"])
def test_a_snooze_is_not_late_and_counts_nothing_again(delivery: Make, kind: str) -> None:
    after = delivery().due_at + timedelta(hours=5)
    text = text_of(delivery(kind=kind, claimed_at=after, missed_before=3))
    assert text == "⏰ stretch · due 11:30"


def test_a_possible_repeat_says_so(delivery: Make) -> None:
    text = text_of(delivery(perhaps_repeat=True))
    assert text == "⏰ stretch · due 11:30\n(perhaps a repeat)"


def test_a_person_reads_their_own_language_or_english(delivery: Make) -> None:
    three_days = delivery().due_at + timedelta(days=3)
    told = text_of(delivery(locale="es-MX", claimed_at=three_days, missed_before=1))
    assert told == (
        "⏰ stretch · para lun 23 nov 11:30 (Europe/Madrid)\n3 días tarde, 1 perdido antes de este"
    )
    assert text_of(delivery(locale="ja")) == text_of(delivery())


def test_a_zone_that_this_machine_does_not_know_costs_no_reminder(delivery: Make) -> None:
    text = text_of(delivery(timezone="Mars/Olympus", missed_before=1))
    assert text == "⏰ stretch · due 10:30 (UTC)\n1 missed before this"


@pytest.mark.parametrize("letter", ["a", "é", "🎂", "👨‍👩‍👧"])
def test_a_text_that_is_too_long_is_cut_and_points_to_the_rest(delivery: Make, letter: str) -> None:
    text = text_of(delivery(text=letter * 4096, missed_before=2))
    assert 4080 < units(text) <= 4096
    assert text.endswith(
        "… (the rest: oye show 12) · due 11:30 (Europe/Madrid)\n2 missed before this"
    )
    assert "\u200d…" not in text
    text.encode()


def test_a_text_that_just_fits_stays_whole(delivery: Make) -> None:
    words = "🎂" * ((4096 - units("⏰  · due 11:30")) // 2)
    assert text_of(delivery(text=words)) == f"⏰ {words} · due 11:30"


def digest(delivery: Make, count: int, text: str) -> tuple[Delivery, ...]:
    after = delivery().due_at + timedelta(hours=2)
    return tuple(
        delivery(text=text, delivery_id=UUID(int=n), reminder_id=n, claimed_at=after)
        for n in range(1, count + 1)
    )


def test_a_digest_tells_each_on_a_line_of_its_own(delivery: Make) -> None:
    one, two = digest(delivery, 2, "stretch")
    assert text_of(one, replace(two, text="water", perhaps_repeat=True)) == (
        "⏰ 2 late reminders\n"
        "1. stretch · due 11:30 (Europe/Madrid)\n"
        "2. water · due 11:30 (Europe/Madrid)\n"
        "(perhaps a repeat)"
    )


def test_a_digest_of_twenty_long_texts_still_fits_and_tells_each(delivery: Make) -> None:
    text = text_of(*digest(delivery, 20, "🎂" * 1000))
    assert 3900 < units(text) <= 4096
    for n in range(1, 21):
        assert f"\n{n}. 🎂" in text
        assert f"oye show {n})" in text


def test_those_who_joined_are_named_where_they_stand(delivery: Make) -> None:
    people = [{"id": "8", "name": "Ann 🎂"}, {"id": "9", "name": "Bob"}]
    message = message_of((delivery(attendees=people, author="7"),), EN)
    assert message.text == "⏰ stretch · due 11:30\n👥 Ann 🎂, Bob"
    encoded = message.text.encode("utf-16-le")
    named = [
        encoded[2 * one.offset : 2 * (one.offset + one.length)].decode("utf-16-le")
        for one in message.mentions
    ]
    assert named == ["Ann 🎂", "Bob"]
    assert message.mentions[1] == Mention(units(message.text) - 3, 3, 9, "Bob")


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
    assert span(time, EN) == words


def test_every_language_has_the_same_texts_and_each_is_used() -> None:
    keys = {}
    for language in languages():
        text = (LOCALES / language / "card.ftl").read_text()
        keys[language] = set(re.findall(r"^([a-z-]+) =", text, re.MULTILINE))
    assert keys["en"] == keys["es"]
    code = "".join(path.read_text() for path in LOCALES.parent.glob("*.py"))
    made = {f"sign-{state}" for state in ("open", "done", "snoozed", "deleted")}
    assert {key for key in keys["en"] - made if f'"{key}"' not in code} == set()
