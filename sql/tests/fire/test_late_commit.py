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
NOTED = """
insert into core.worker_run as w (kind, worker, last_run_at) values ('fire', 'w2', core.now())
on conflict (kind, worker) do update set last_run_at = w.last_run_at
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


def test_what_a_claim_that_dies_had_taken_is_found_at_once(world):
    """Others saw nothing to lock there; they know that it was due, and their floor stays below."""
    world.fill(known=[SOON])
    world.claim()
    hung = world.database.connect("oye_fire", autocommit=False)
    world.advance(seconds=2)
    assert len(claimed(hung, "w2")) == 1
    for _ in range(3):
        world.advance(seconds=20)
        assert world.claim() == []
    hung.rollback()
    [row] = world.claim()
    assert row["due_at"] == SOON


@pytest.mark.parametrize("dies", [False, True])
def test_what_a_claim_that_commits_late_leaves_ready_is_found_at_once(world, dies):
    """It made an occurrence and leased one of its two deliveries; the other one is anybody's."""
    world.fill(channels=("telegram", "webhook"), known=[SOON])
    world.claim("w1")
    hung = world.database.connect("oye_fire", autocommit=False)
    world.advance(minutes=2)
    assert len(claimed(hung, "w2", limit=1)) == 1
    for _ in range(2):
        assert world.claim("w1") == []
        world.advance(seconds=2)
    if dies:
        hung.rollback()
    else:
        hung.commit()
    assert len(world.claim("w1")) == (2 if dies else 1)


def claimed(connection, worker, limit=10):
    """What a claim of this transaction's leases."""
    return connection.execute(
        "select delivery_id from fire.delivery_claim(%s, %s) where delivery_id is not null",
        [worker, limit],
    ).fetchall()


@pytest.mark.parametrize("known", [False, True], ids=["first claim", "later claim"])
def test_what_is_made_due_while_a_claim_looks_at_everything_is_found_at_once(world, late, known):
    """The claim has looked, and is about to note that it did; then a calculation commits."""
    world.fill(known=[SOON])
    world.owner.execute("update core.reminder_next set state = 'compute', next_occurrence = null")
    if known:
        world.claim("w2")
    world.advance(minutes=2)
    holder = world.database.connect(autocommit=False)
    holder.execute(NOTED)
    looking = world.database.connect("oye_fire")
    with waiting(world.owner, looking, lambda: claimed(looking, "w2")) as done:
        late.execute(CALCULATED, [SOON])
        holder.rollback()
    assert done == [[]]
    assert len(claimed(looking, "w2")) == 1


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
