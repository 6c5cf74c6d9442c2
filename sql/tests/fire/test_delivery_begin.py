"""fire.delivery_begin: the last question before a send."""

import pytest

from .conftest import NOON


def test_go_is_noted_as_an_attempt_before_the_send(world):
    world.fill()
    [row] = world.claim()
    assert world.begin(row) == ["go"]
    assert world.one("select state, attempts from core.delivery_open") == ("sending", 1)
    assert world.one("select fence, worker, begun_at, outcome from core.attempt") == (
        row["fence"], "w1", NOON, None,
    )  # fmt: skip


def test_begun_twice_is_stale(world):
    world.fill()
    [row] = world.claim()
    assert world.begin(row) == ["go"]
    assert world.begin(row) == ["stale"]


def test_a_lease_that_was_retaken_is_stale_for_the_first(world):
    world.fill()
    [first] = world.claim("w1")
    world.advance(seconds=60)
    [second] = world.claim("w2")
    assert world.begin(first) == ["stale"]
    assert world.begin(second, worker="w2") == ["go"]


@pytest.mark.parametrize("change", ["answered", "deleted", "paused"])
def test_what_the_person_did_meanwhile_cancels_it(world, change):
    [(_, reminder)] = world.fill(
        recurrence=["RRULE:FREQ=DAILY"], known=[NOON, NOON.replace(day=24)]
    )
    [row] = world.claim()
    world.owner.execute(
        "select core.reminder_cancel(p, %s, %s, core.now()) from core.person as p",
        [reminder, change],
    )
    assert world.begin(row) == ["cancelled"]
    assert world.one("select outcome, outcome_reason from core.occurrence") == ("skipped", change)


def test_a_channel_that_was_disabled_meanwhile_is_not_used(world):
    world.fill()
    [row] = world.claim()
    world.block()
    assert world.begin(row) == ["cancelled"]
    assert world.one("select outcome, outcome_reason from core.occurrence") == (
        "failed", "channel_disabled",
    )  # fmt: skip


def test_a_snooze_to_the_inbox_is_settled_here_and_told_to_those_who_watch(world):
    world.fill(channels=["inbox"])
    assert world.claim() == []
    world.owner.execute(
        "select core.snooze_add(o, o.due_at + interval '10 minutes', core.now())"
        " from core.occurrence as o"
    )
    world.advance(minutes=10)
    [row] = world.claim()
    assert (row["channel_kind"], row["kind"]) == ("inbox", "snooze")
    assert world.begin(row) == ["cancelled"]
    assert world.one("select outcome from core.delivery where kind = 'snooze'") == ("sent",)
    assert world.one("select count(*) from core.event where kind = 'again'") == (1,)


def test_a_batch_is_answered_row_by_row(world):
    world.fill(people=3)
    rows = world.claim()
    world.begin(rows[1])
    assert world.begin(*rows) == ["go", "stale", "go"]
