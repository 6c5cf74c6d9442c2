"""fire.delivery_settle: each send's outcome, decided by the fence."""

import datetime
import itertools

import psycopg
import pytest

from .conftest import NOON

SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def begun(world):
    """One delivery in the middle of its send."""
    world.fill(recurrence=["RRULE:FREQ=DAILY"], known=[NOON, NOON.replace(day=24)])
    [row] = world.claim()
    assert world.begin(row) == ["go"]
    return row


def occurrence(world):
    return world.one("select outcome, outcome_reason from core.occurrence")


def test_sent_is_delivered_and_when(world, begun):
    world.advance(seconds=2)
    assert world.settle(begun) == ["settled"]
    delivered = NOON + 2 * SECOND
    assert world.one("select outcome, delivered_at from core.occurrence") == (
        "delivered",
        delivered,
    )
    assert world.one("select outcome, sent_at, provider_id from core.delivery") == (
        "sent", NOON + 2 * SECOND, "17",
    )  # fmt: skip
    assert world.one("select count(*) from core.delivery_open") == (0,)


def test_a_stale_fence_changes_nothing_but_its_own_attempt(world, begun):
    world.advance(seconds=60)
    [second] = world.claim("w2")
    assert world.begin(second, worker="w2") == ["go"]
    before = world.one("select * from core.delivery_open")
    assert world.settle(begun, outcome="permanent") == ["stale"]
    assert world.one("select * from core.delivery_open") == before
    assert occurrence(world) == ("pending", None)
    assert world.one("select enabled from core.channel where kind = 'telegram'") == (True,)
    attempts = world.owner.execute(
        "select stale, outcome from core.attempt order by fence"
    ).fetchall()
    assert attempts == [(True, "permanent"), (False, None)]


def test_settled_twice_is_stale_and_the_first_stands(world, begun):
    assert world.settle(begun) == ["settled"]
    assert world.settle(begun, outcome="rejected") == ["stale"]
    assert occurrence(world) == ("delivered", None)


def test_the_same_report_again_counts_once(world, begun):
    """A worker whose connection broke before the answer came reports again."""
    assert world.settle(begun, outcome="unknown") == ["retry"]
    before = world.one("select * from core.delivery_open")
    world.advance(seconds=1)
    assert world.settle(begun, outcome="unknown") == ["retry"]
    assert world.one("select * from core.delivery_open") == before
    world.advance(seconds=4)
    [again] = world.claim()
    world.begin(again)
    assert world.settle(again) == ["settled"]
    assert world.settle(again) == ["stale"]
    attempts = world.owner.execute(
        "select outcome, stale from core.attempt order by fence"
    ).fetchall()
    assert attempts == [("unknown", False), ("sent", False)]


def test_temporary_comes_again_later_each_time_however_often(world, begun):
    waits = []
    row = begun
    for _ in range(9):
        assert world.settle(row, outcome="temporary", reason="http_500") == ["retry"]
        now, not_before = world.one("select core.now(), not_before from core.delivery_open")
        waits.append((not_before - now) / SECOND)
        world.database.clock.set(not_before)
        [row] = world.claim()
        assert not row["perhaps_repeat"]
        world.begin(row)
    assert 7 <= waits[0] <= 13
    assert all(later > earlier for earlier, later in itertools.pairwise(waits[:5]))
    assert max(waits) <= 300 * 1.25
    assert world.settle(row, outcome="temporary", reason="http_500") == ["retry"]
    assert occurrence(world) == ("pending", None)


def test_a_retry_after_spends_no_attempt_whatever_the_outcome(world, begun):
    for outcome in ("limited", "temporary"):
        verdict = world.settle(begun, outcome=outcome, reason="http_503", retry_after=37)
        assert verdict == ["retry"]
        found = world.one("select not_before - core.now(), attempts from core.delivery_open")
        assert found == (37 * SECOND, 0)
        world.advance(seconds=37)
        [begun] = world.claim()
        world.begin(begun)


def test_limited_waits_as_long_as_it_was_told_and_spends_no_attempt(world, begun):
    assert world.settle(begun, outcome="limited", reason="http_429", retry_after=37) == ["retry"]
    assert world.one("select not_before, attempts, state from core.delivery_open") == (
        NOON + 37 * SECOND, 0, "ready",
    )  # fmt: skip


def test_permanent_disables_the_channel_and_keeps_the_reminder(world, begun):
    assert world.settle(begun, outcome="permanent", reason="blocked") == ["settled"]
    channel = "select enabled, disabled_reason from core.channel where kind = 'telegram'"
    assert world.one(channel) == (False, "blocked")
    assert occurrence(world) == ("failed", "blocked")
    assert world.one("select state from core.reminder_next") == ("scheduled",)


def test_rejected_fails_this_message_and_keeps_the_channel(world, begun):
    assert world.settle(begun, outcome="rejected", reason="too_long") == ["settled"]
    assert occurrence(world) == ("failed", "too_long")
    assert world.one("select enabled from core.channel where kind = 'telegram'") == (True,)


def test_moved_gives_the_channel_its_new_address_and_sends_again_at_once(world, begun):
    assert world.settle(begun, outcome="moved", moved_to="-100500") == ["retry"]
    [row] = world.claim()
    assert (row["address"], row["attempts"], row["perhaps_repeat"]) == ("-100500", 1, False)


def test_moved_to_where_another_channel_is_ends_the_old_channel(world, begun):
    world.owner.execute(
        "insert into core.channel (bucket, person_id, channel_id, kind, address, is_default,"
        " created_at) select bucket, person_id, 9, kind, '-100500', false, created_at"
        " from core.channel where kind = 'telegram'"
    )
    assert world.settle(begun, outcome="moved", moved_to="-100500") == ["retry"]
    [row] = world.claim()
    assert world.begin(row) == ["cancelled"]
    assert world.one("select enabled, disabled_reason from core.channel where channel_id = 2") == (
        False,
        "moved",
    )
    assert occurrence(world) == ("failed", "channel_disabled")


def test_unknown_is_repeated_once_marked_with_the_same_id_and_then_stays_unknown(world, begun):
    assert world.settle(begun, outcome="unknown", reason="connection_lost") == ["retry"]
    world.advance(seconds=5)
    [again] = world.claim()
    assert again["delivery_id"] == begun["delivery_id"]
    assert again["perhaps_repeat"]
    world.begin(again)
    assert world.settle(again, outcome="unknown", reason="connection_lost") == ["settled"]
    world.advance(days=1)
    assert [row["due_at"] for row in world.claim()] == [NOON.replace(day=24)]
    assert world.one("select outcome from core.occurrence where due_at = %s", NOON) == ("unknown",)


def test_what_the_person_answered_is_never_overwritten_by_a_send(world, begun):
    world.owner.execute(
        "select core.occurrence_answer(p, 1, %s, 'done', null, core.now()) from core.person as p",
        [NOON],
    )
    assert world.settle(begun) == ["settled"]
    assert world.one("select outcome, answer from core.occurrence") == ("delivered", "done")


def test_a_failed_send_of_what_was_answered_meanwhile_is_not_tried_again(world, begun):
    world.owner.execute(
        "select core.occurrence_answer(p, 1, %s, 'done', null, core.now()) from core.person as p",
        [NOON],
    )
    assert world.settle(begun, outcome="temporary", reason="http_500") == ["settled"]
    assert world.one("select outcome, reason from core.delivery") == ("cancelled", "answered")
    assert world.one("select count(*) from core.delivery_open") == (0,)


def test_an_unknown_delivery_is_gone_and_an_unknown_outcome_is_refused(world, begun):
    stranger = begun | {"delivery_id": "00000000-0000-4000-8000-000000000000"}
    found = world.fire.execute(
        "select verdict from fire.delivery_settle(array[%s]::uuid[], array[%s]::uuid[],"
        " array[%s]::bigint[], array['sent'], array[null], array[null]::int[], array[null],"
        " array[null])",
        [stranger["person_id"], stranger["delivery_id"], stranger["fence"]],
    ).fetchone()
    assert found == ("gone",)
    with pytest.raises(psycopg.Error, match="outcome_unknown"):
        world.settle(begun, outcome="fine")


def test_a_second_unknown_beyond_the_limit_of_a_claim_is_never_sent_a_third_time(world):
    """One settles at most p_limit lapsed sends a call; those left over are not leased either."""
    world.fill(people=6)
    for worker in ("w1", "w2"):
        rows = world.claim(worker)
        assert world.begin(*rows, worker=worker) == ["go"] * 6
        # Each has its own time within the second, and its lease from then on.
        world.advance(seconds=61)
    taken = [row for _ in range(8) for row in world.claim("w3", limit=1)]
    assert taken == []
    assert world.one("select count(*) from core.occurrence where outcome = 'unknown'") == (6,)
