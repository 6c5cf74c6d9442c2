"""A share of the people: one's own first, and when they have nothing due, anybody's."""

import datetime

import pytest

from .conftest import NOON


def claim(world, buckets, worker="w1", limit=1000):
    rows = world.fire.execute(
        "select person_id from fire.delivery_claim(%s, %s, %s::smallint[])"
        " where delivery_id is not null",
        [worker, limit, buckets],
    ).fetchall()
    return [person.bytes[15] & 63 for (person,) in rows]


def test_ones_own_come_first_and_the_others_when_there_are_none_left(world):
    world.fill(people=200)
    mine = list(range(0, 64, 2))
    first = claim(world, mine)
    assert first
    assert {bucket % 2 for bucket in first} == {0}
    second = claim(world, mine)
    assert {bucket % 2 for bucket in second} == {1}
    assert len(first) + len(second) == 200
    assert claim(world, mine) == []


def test_the_leases_of_a_worker_that_is_missing_are_taken_over(world):
    world.fill(people=50)
    taken = claim(world, list(range(0, 64, 2)), "w0") + claim(world, list(range(0, 64, 2)), "w0")
    assert len(taken) == 50
    world.advance(seconds=61)
    again = claim(world, list(range(1, 64, 2))) + claim(world, list(range(1, 64, 2)))
    assert sorted(again) == sorted(taken)


def test_a_share_that_has_drained_all_moves_its_floor_and_finds_what_commits_late(world):
    """As test_claim_floor's race, for a worker with a share: below its floor nothing is lost."""
    mine = list(range(0, 64, 2))
    assert claim(world, mine) == []
    world.advance(seconds=30)
    late = world.database.connect(autocommit=False)
    slow = type(world)(world.database, late, world.fire)
    slow.fill(people=20, known=[NOON + datetime.timedelta(seconds=1)])
    assert claim(world, mine) == []
    assert world.one("select floor from core.worker_run")[0] == NOON + datetime.timedelta(
        seconds=20
    )
    late.commit()
    assert claim(world, mine) == []
    world.advance(seconds=61)
    assert len(claim(world, mine) + claim(world, mine)) == 20


def bucket_of(row):
    return row["person_id"].bytes[-1] & 63


@pytest.mark.parametrize("older", [False, True])
def test_what_a_dead_worker_held_comes_before_the_rest_of_a_backlog(world, older):
    """Or it would wait until the whole backlog is gone, however long that takes: buckets that have
    some of it come first, and within them it is taken first."""
    world.fill(people=10)
    rest = {row["delivery_id"]: bucket_of(row) for row in world.claim("w1")}
    second = datetime.timedelta(seconds=-1 if older else 1)
    world.fill(people=90, known=[NOON + second])
    world.advance(seconds=61)
    while rest:
        # A claim drains one bucket after the other, as far as its limit goes.
        with_some = set(rest.values())
        taken = world.claim("w2", limit=5)
        others = {bucket_of(row) for row in taken if row["delivery_id"] not in rest}
        for row in taken:
            rest.pop(row["delivery_id"], None)
        assert not others & set(rest.values()), "a bucket's own come first"
        assert not rest or others <= with_some, "and buckets that have some"


def test_what_has_been_over_longest_is_taken_up_first_whichever_bucket_it_is_in(world):
    """Some that kill whoever takes them do not keep all others from being taken up."""
    world.fill(people=12)
    first = [row["delivery_id"] for row in world.claim("w1", limit=6)]
    world.advance(seconds=10)
    second = [row["delivery_id"] for row in world.claim("w2", limit=6)]
    world.advance(seconds=61)
    again = [row["delivery_id"] for row in world.claim("w3", limit=6)]
    assert set(again) == set(first)
    world.advance(seconds=61)
    assert {row["delivery_id"] for row in world.claim("w3", limit=6)} == set(second)
