"""What was claimed and put off keeps its place in line: ahead of a backlog, in half of a claim."""

import datetime

import pytest

from .circuit import verdicts
from .conftest import NOON, World, columns

LONG_AGO = NOON - datetime.timedelta(hours=2)


def put_off(world, rows, wait):
    """Their worker has no room for them at present."""
    assert verdicts(world, rows, [wait] * len(rows)) == [("later", wait)] * len(rows)


def ids(rows):
    return {row["delivery_id"] for row in rows}


@pytest.fixture
def backlog(world: World):
    """A hundred deliveries that have been due for two hours, of people in many buckets."""
    world.fill(people=100, channels=("webhook",), known=[LONG_AGO])
    # All are deliveries, so that none is younger than what a test puts off.
    first = world.claim(limit=100)
    world.fire.execute("select fire.delivery_release('w1')")
    assert len(first) == 100
    return world


def test_what_its_worker_has_no_room_for_is_put_off_and_spends_nothing(world):
    world.fill(people=1, each=3, channels=("webhook",))
    rows = world.claim()
    assert verdicts(world, rows, [None, 0.25, 2.0]) == [("go", 0), ("later", 0.25), ("later", 2)]
    world.advance(seconds=0.25)
    [again] = world.claim()
    assert (again["delivery_id"], again["attempts"]) == (rows[1]["delivery_id"], 0)


def test_what_had_no_room_comes_back_before_a_backlog(backlog):
    rows = backlog.claim(limit=2)
    put_off(backlog, rows, 0.25)
    assert ids(backlog.claim(limit=4)).isdisjoint(ids(rows))
    backlog.advance(seconds=0.25)
    again = backlog.claim(limit=4)
    assert ids(again) > ids(rows)
    assert {row["attempts"] for row in again} == {0}


def test_what_a_worker_that_stood_still_did_not_send_comes_back_before_a_backlog(backlog):
    [row] = backlog.claim(limit=1)
    assert backlog.begin(row) == ["go"]
    backlog.settle(row, outcome="limited", reason="stood_still", retry_after=1)
    backlog.advance(seconds=1)
    assert ids(backlog.claim(limit=2)) > ids([row])


def test_what_waits_for_telegrams_pace_comes_back_before_a_backlog(world):
    world.fill(people=50, known=[LONG_AGO])
    rows = world.claim(limit=2)
    waits = world.fire.execute(
        "select max(wait) from fire.delivery_begin("
        "'w1', %s::uuid[], %s::uuid[], %s::bigint[], p_rate => 0.5)",
        columns(rows),
    ).fetchall()
    world.advance(seconds=waits[0][0])
    assert len(ids(world.claim(limit=2)) & ids(rows)) == 1


def test_what_was_put_off_takes_half_of_a_claim_where_others_are_due(backlog):
    """A host that hangs sends its own back all the time; those of others are sent all the same."""
    rows = backlog.claim(limit=60)
    put_off(backlog, rows, 3)
    backlog.advance(seconds=3)
    for _ in range(4):
        assert len(ids(backlog.claim(limit=10)) & ids(rows)) == 5


def test_claims_of_one_take_what_was_put_off_and_what_is_due_by_turns(backlog):
    rows = backlog.claim(limit=50)
    put_off(backlog, rows, 3)
    backlog.advance(seconds=3)
    taken = [ids(backlog.claim(limit=1)) <= ids(rows) for _ in range(40)]
    assert set(taken) == {True, False}


def test_a_loop_is_told_when_what_was_put_off_is_due_and_no_floor_passes_over_it(world):
    world.fill(channels=("webhook",))
    put_off(world, world.claim(), 20)
    assert world.claim() == []
    soon = NOON + datetime.timedelta(seconds=20)
    assert world.fire.execute("select due_at from fire.due_peek()").fetchall() == [(soon,)]
    world.advance(seconds=20)
    hung = world.database.connect(autocommit=False)
    hung.execute("select from core.delivery_open for update")
    for _ in range(3):
        assert world.claim() == []
        world.advance(seconds=20)
    hung.rollback()
    assert len(world.claim()) == 1


def test_what_was_put_off_and_is_due_again_counts_as_due(backlog):
    put_off(backlog, backlog.claim(limit=10), 1)
    backlog.advance(seconds=1)
    assert backlog.one("select core.health_work(core.now()) -> 'due'") == (100,)


def test_what_was_put_off_takes_all_where_nothing_else_is_due(backlog):
    rows = backlog.claim(limit=100)
    put_off(backlog, rows, 3)
    backlog.advance(seconds=3)
    assert len(backlog.claim(limit=10)) == 10
    assert len(backlog.claim(limit=100)) == 90


def test_what_a_dead_worker_held_comes_before_what_was_put_off(backlog):
    held = backlog.claim("w0", limit=4, lease="2 seconds")
    rows = backlog.claim(limit=10)
    put_off(backlog, rows, 1)
    backlog.advance(seconds=3)
    assert ids(backlog.claim(limit=4)) == ids(held)


def test_what_was_put_off_first_comes_back_first(backlog):
    rows = backlog.claim(limit=10)
    put_off(backlog, rows[3:4], 0.5)
    put_off(backlog, rows[:3] + rows[4:], 0.75)
    backlog.advance(seconds=1)
    assert ids(backlog.claim(limit=2)) > ids(rows[3:4])


def test_what_quiet_hours_hold_has_no_place_in_the_morning(backlog):
    rows = backlog.claim(limit=10)
    put_off(backlog, rows, 1)
    backlog.owner.execute(
        "update core.person set quiet_from = '12:00', quiet_until = '20:00', quiet_mode = 'defer'"
        " where person_id = any(%s)",
        [[row["person_id"] for row in rows]],
    )
    backlog.advance(seconds=1)
    while backlog.claim(limit=50):
        pass
    found = backlog.one(
        "select count(*), count(*) filter (where put_off) from core.delivery_open"
        " where state = 'ready'"
    )
    assert found == (10, 0)


def test_what_was_put_off_is_asked_for_before_what_is_claimed_with_it(backlog):
    """Or its worker, whose room is scarce, would put it off again for what came later."""
    rows = backlog.claim(limit=4)
    put_off(backlog, rows, 1)
    backlog.advance(seconds=1)
    assert ids(backlog.claim(limit=8)[:4]) == ids(rows)


def test_what_a_dead_worker_held_keeps_that_place_when_it_is_put_off_again(backlog):
    held = backlog.claim("w0", limit=2, lease="2 seconds")
    backlog.advance(seconds=2)
    assert ids(backlog.claim(limit=4)[:2]) == ids(held)
    backlog.fire.execute("select fire.delivery_release('w1')")
    assert ids(backlog.claim(limit=4)) > ids(held)
