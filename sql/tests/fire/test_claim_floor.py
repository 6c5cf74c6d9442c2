"""The low-water mark of a claim is an optimisation only: nothing below it is passed over."""

import datetime

from .conftest import NOON


def test_a_row_that_commits_late_below_the_floor_is_found_within_a_minute(world):
    """The race itself: the row is written before, and committed after, the claim that passed by."""
    assert world.claim() == []
    world.advance(seconds=30)
    late = world.database.connect(autocommit=False)
    slow = type(world)(world.database, late, world.fire)
    slow.fill(known=[NOON + datetime.timedelta(seconds=1)])
    assert world.claim() == []
    floor = world.one("select floor from core.worker_run")[0]
    assert floor > NOON + datetime.timedelta(seconds=1)
    late.commit()
    assert world.claim() == []
    world.advance(seconds=61)
    assert len(world.claim()) == 1


def test_a_worker_that_starts_looks_at_everything(world):
    world.claim("w1")
    world.advance(seconds=30)
    world.claim("w1")
    world.fill(known=[NOON])
    assert world.claim("w1") == []
    assert len(world.claim("w2")) == 1


def test_an_instant_that_is_made_due_in_the_past_is_found_at_once(world):
    """A one-off whose time passed within a pause is told when it is resumed, not a minute later."""
    world.fill(known=[NOON + datetime.timedelta(seconds=1)])
    world.owner.execute("update core.reminder_next set state = 'paused'")
    for _ in range(2):
        world.advance(seconds=20)
        assert world.claim() == []
    world.owner.execute("select core.reminder_resume(n, core.now()) from core.reminder_next as n")
    assert len(world.claim()) == 1


def test_a_worker_that_has_not_taken_all_looks_at_everything_again(world):
    """More than a claim's limit is due in the past: the rest is not hidden by the floor."""
    world.claim()
    world.advance(seconds=61)
    world.fill(people=6, known=[NOON])
    taken = [row for _ in range(4) for row in world.claim(limit=2)]
    assert len(taken) == 6
