"""fire.due_peek: what a loop sleeps by."""

import datetime

from .conftest import NOON

MINUTE = datetime.timedelta(minutes=1)


def peek(world):
    return world.fire.execute("select * from fire.due_peek()").fetchone()


def test_nothing_known_is_null(world):
    assert peek(world) == (NOON, None)


def test_the_next_occurrence_of_all_buckets_is_what_comes_next(world):
    world.fill(people=20, known=[NOON + 2 * MINUTE])
    world.fill(known=[NOON + MINUTE])
    assert peek(world) == (NOON, NOON + MINUTE)


def test_an_open_delivery_and_the_end_of_a_lease_count_too(world):
    world.fill()
    [row] = world.claim(lease="30 seconds")
    assert peek(world) == (NOON, NOON + MINUTE / 2)
    world.begin(row)
    world.settle(row, outcome="limited", retry_after=20)
    assert peek(world) == (NOON, NOON + MINUTE / 3)
