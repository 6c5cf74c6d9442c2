"""What commits after a claim has passed its instant is never passed over: the race itself.

A claimer's low-water mark rises while a writer waits for a lock; then the lock is let go, and the
row appears below the mark. No sleeps: the writer is seen to wait, and the clock is set.
"""

import datetime

import pytest
from oye_sql.testcall import waiting

from .conftest import NOON, World

SECOND = datetime.timedelta(seconds=1)
SOON = NOON + SECOND
RESUME = "select core.reminder_resume(n, core.now()) from core.reminder_next as n"
CALCULATED = """
select core.reminder_next_set(p, 1, 1, 'Europe/Madrid', %s, '{}', true) from core.person as p
"""
SNOOZED = """
select core.occurrence_answer(p, 1, %s, 'snoozed', %s, core.now()) from core.person as p
"""


@pytest.fixture
def late(world: World):
    """A writer's connection."""
    return world.database.connect()


def passes(world, late, statement, *values):
    """The statement waits for the narrow row while claims drain and their floor goes beyond SOON;
    then it commits. Returns what the claims of the next minute find."""
    holder = world.database.connect(autocommit=False)
    holder.execute("select from core.reminder_next for update")
    holder.execute("select from core.occurrence for update")
    with waiting(world.owner, late, lambda: late.execute(statement, values).fetchall()) as done:
        for _ in range(3):
            world.advance(seconds=20)
            world.claim()
        assert world.one("select floor from core.worker_run")[0] > SOON
        holder.rollback()
    assert not isinstance(done[0], Exception), done
    if found := world.claim():
        return found
    world.advance(seconds=61)
    return world.claim()


def test_a_calculation_that_commits_late_is_found(world, late):
    world.fill(known=[SOON])
    world.owner.execute("update core.reminder_next set state = 'compute', next_occurrence = null")
    world.claim()
    [row] = passes(world, late, CALCULATED, SOON)
    assert row["due_at"] == SOON


def test_an_occurrence_whose_claim_commits_late_is_found(world, late):
    """The whole claim of another worker hangs until after the instant, and then dies."""
    world.fill(known=[SOON])
    world.claim()
    hung = world.database.connect("oye_fire", autocommit=False)
    world.advance(seconds=2)
    claim = "select delivery_id from fire.delivery_claim('w2', 10)"
    assert len(hung.execute(claim.encode()).fetchall()) == 1
    for _ in range(3):
        world.advance(seconds=20)
        assert world.claim() == []
    assert world.one("select floor from core.worker_run where worker = 'w1'")[0] > SOON
    hung.rollback()
    world.advance(seconds=61)
    [row] = world.claim()
    assert row["due_at"] == SOON


def test_a_delivery_that_a_snooze_makes_late_is_found(world, late):
    world.fill(known=[NOON])
    assert world.settle(*world.claim_and_begin()) == ["settled"]
    world.claim()
    found = passes(world, late, SNOOZED, NOON, NOON + 5 * SECOND)
    # The card that was sent is edited as well.
    assert {(row["kind"], row["due_at"]) for row in found} == {("snooze", NOON), ("update", NOON)}


def test_a_resume_that_commits_late_is_found_at_once(world, late):
    world.fill(known=[SOON])
    world.owner.execute("update core.reminder_next set state = 'paused'")
    world.claim()
    [row] = passes(world, late, RESUME)
    assert row["due_at"] == SOON
