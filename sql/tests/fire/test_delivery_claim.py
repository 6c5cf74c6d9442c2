"""fire.delivery_claim: due reminders become occurrences, once; due deliveries are leased."""

import datetime

import psycopg
import pytest

from .conftest import NOON

DAILY = ["RRULE:FREQ=DAILY"]
DAYS = [NOON + datetime.timedelta(days=n) for n in range(5)]


def test_what_is_due_is_returned_with_all_that_a_sender_needs(world):
    [(person, reminder)] = world.fill()
    [row] = world.claim()
    assert (row["person_id"], row["reminder_id"]) == (person, reminder)
    assert (row["channel_kind"], row["address"], row["kind"], row["nth"]) == (
        "telegram", "100", "first", 1,
    )  # fmt: skip
    assert (row["text"], row["due_at"], row["timezone"]) == (
        "water the plants",
        NOON,
        "Europe/Madrid",
    )
    assert (row["perhaps_repeat"], row["attempts"], row["missed_before"]) == (False, 0, 0)
    assert row["lease_until"] == NOON + datetime.timedelta(seconds=60)


def test_what_is_not_due_is_left(world):
    world.fill(known=[NOON + datetime.timedelta(microseconds=1)])
    assert world.claim() == []
    assert world.one("select count(*) from core.occurrence") == (0,)


def test_due_to_the_microsecond_is_due(world):
    world.fill(known=[NOON])
    assert len(world.claim()) == 1


def test_a_leased_delivery_is_not_given_to_another(world):
    world.fill()
    assert len(world.claim("w1")) == 1
    assert world.claim("w2") == []


def test_a_one_off_leaves_the_active_reminders_and_waits_for_its_answer(world):
    world.fill()
    world.claim()
    assert world.one("select count(*) from core.reminder") == (0,)
    assert world.one("select count(*) from core.reminder_next") == (0,)
    assert world.one("select why, waiting from core.reminder_finished") == ("fired", True)


def test_a_series_goes_on_to_its_next_known_instant(world):
    world.fill(recurrence=DAILY, known=DAYS)
    world.claim()
    assert world.one(
        "select state, next_occurrence, upcoming, accounted_until from core.reminder_next"
    ) == ("scheduled", DAYS[1], DAYS[2:], DAYS[0])


def test_a_series_with_nothing_known_is_to_be_computed(world):
    world.fill(recurrence=DAILY, known=[NOON])
    world.claim()
    assert world.one("select state, next_occurrence from core.reminder_next") == ("compute", None)


def test_a_series_that_has_ended_leaves_the_active_ones(world):
    world.fill(recurrence=["RRULE:FREQ=DAILY;COUNT=1"], known=[NOON], ended=True)
    world.claim()
    assert world.one("select why, waiting from core.reminder_finished") == ("ended", True)


def test_after_done_waits_for_its_answer(world):
    world.fill(after_done="P3D", ended=False)
    world.claim()
    assert world.one("select state, next_occurrence from core.reminder_next") == ("waiting", None)


def test_every_named_channel_gets_a_delivery_and_the_inbox_is_delivered_at_once(world):
    world.fill(channels=["inbox", "telegram", "webhook"])
    assert sorted(row["channel_kind"] for row in world.claim()) == ["telegram", "webhook"]
    assert world.one("select outcome, delivered_at from core.occurrence") == ("delivered", NOON)
    assert world.one("select outcome from core.delivery where channel_kind = 'inbox'") == ("sent",)


def test_without_a_default_channel_the_inbox_is_the_named_one(world):
    world.fill(channels=[])
    assert world.claim() == []
    assert world.one("select outcome from core.occurrence") == ("delivered",)


def test_no_usable_channel_is_a_failure_that_says_so_and_the_series_goes_on(world):
    world.fill(recurrence=DAILY, known=DAYS)
    world.block()
    assert world.claim() == []
    assert world.one("select outcome, outcome_reason from core.occurrence") == (
        "failed",
        "no_channel",
    )
    assert world.one("select state, next_occurrence from core.reminder_next") == (
        "scheduled",
        DAYS[1],
    )


def test_an_expired_lease_that_had_not_begun_is_simply_retaken(world):
    world.fill()
    [first] = world.claim("w1")
    world.advance(seconds=60)
    [second] = world.claim("w2")
    assert second["delivery_id"] == first["delivery_id"]
    assert second["fence"] > first["fence"]
    assert not second["perhaps_repeat"]


def test_an_expired_lease_in_the_middle_of_a_send_is_unknown_and_repeated_once_marked(world):
    world.fill()
    [first] = world.claim("w1")
    assert world.begin(first) == ["go"]
    world.advance(seconds=60)
    [second] = world.claim("w2")
    assert second["delivery_id"] == first["delivery_id"]
    assert second["perhaps_repeat"]
    assert world.one("select outcome, reason from core.attempt") == ("unknown", "lease_expired")
    assert world.begin(second, worker="w2") == ["go"]
    world.advance(seconds=60)
    assert world.claim("w3") == []
    assert world.one("select outcome, outcome_reason from core.occurrence") == (
        "unknown", "lease_expired",
    )  # fmt: skip


def test_the_bucket_with_the_most_overdue_comes_first(world):
    late = NOON - datetime.timedelta(hours=1)
    world.fill(people=5)
    world.fill(people=5, known=[late])
    taken = [row["due_at"] for _ in range(10) for row in world.claim(limit=1)]
    assert taken == [late] * 5 + [NOON] * 5


def test_a_poison_row_becomes_invalid_with_its_reason_and_never_stops_the_others(world):
    world.fill(people=3)
    poisoned = world.owner.execute(
        "update core.person set timezone = 'Nowhere/At_All' where person_id = ("
        " select person_id from core.person limit 1) returning person_id"
    ).fetchone()
    assert len(world.claim()) == 2
    person, state, reason = world.one(
        "select person_id, state, state_reason from core.reminder_next"
    )
    assert ((person,), state) == (poisoned, "invalid")
    assert "Nowhere/At_All" in reason


def test_an_occurrence_that_is_there_already_is_left_as_it_is(world):
    world.fill(recurrence=DAILY, known=DAYS)
    world.claim()
    world.owner.execute(
        "update core.reminder_next set next_occurrence = %s, accounted_until = '2026-01-01Z'",
        [NOON],
    )
    assert world.claim("w2") == []
    assert world.one("select count(*) from core.occurrence") == (1,)
    assert world.one("select next_occurrence from core.reminder_next") == (DAYS[2],)


def test_a_worker_must_name_itself(world):
    with pytest.raises(psycopg.errors.CheckViolation, match="worker_is_named"):
        world.claim(worker="")


def test_a_series_that_ends_in_missed_ones_is_listed_while_an_earlier_one_waits(world):
    """Its last two are skipped after a long downtime; the first was told and has no answer yet."""
    world.fill(recurrence=["RRULE:FREQ=DAILY;COUNT=3"], known=DAYS[:3], ended=True, catch_up="skip")
    [row] = world.claim()
    world.begin(row)
    world.settle(row)
    world.advance(days=5)
    assert world.claim("w2") == []
    assert world.one("select count(*) from core.occurrence where outcome = 'missed'") == (2,)
    assert world.one("select why, waiting from core.reminder_finished") == ("ended", True)
