"""A webhook that asks for a pause (429) has it, whatever arrives or fails meanwhile."""

import datetime

import pytest

from .circuit import CHANNEL, fail, going, until, verdicts
from .conftest import NOON

SECOND = datetime.timedelta(seconds=1)


def test_a_429_pauses_its_channel_for_as_long_as_it_said(world):
    world.fill(people=1, each=4, channels=("webhook",))
    rows = world.claim()
    going(world, rows[:2])
    assert world.settle(rows[0], outcome="limited", reason="too_many", retry_after=90) == ["retry"]
    # What was under way arrives; the pause stands.
    world.settle(rows[1])
    assert world.one(CHANNEL) == (0, NOON + 90 * SECOND)
    assert verdicts(world, rows[2:]) == [("paused", 90)] * 2
    world.advance(seconds=90)
    assert len(going(world, world.claim())) == 3


@pytest.mark.parametrize("failures", [1, 6])
def test_a_429s_pause_outlasts_what_fails_and_arrives_meanwhile(world, failures):
    """All of it was under way when the channel asked for the pause."""
    world.fill(people=1, each=10, channels=("webhook",))
    rows = world.claim()
    going(world, rows)
    world.settle(rows[0], outcome="limited", reason="too_many", retry_after=3600)
    fail(world, rows[1 : 1 + failures])
    if failures == 1:
        world.settle(rows[2])
    assert until(world) == NOON + 3600 * SECOND
