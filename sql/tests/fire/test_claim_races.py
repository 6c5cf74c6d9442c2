"""Many claimers at once: none shares a row with another, and each due instant is one occurrence."""

import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from oye_sql.testcall import waiting

from .conftest import NOON, World


def drain(database, barrier, worker, limit=200):
    """Claim, from the moment that all claimers stand ready, until nothing is left."""
    with psycopg.connect(database.url("oye_fire"), autocommit=True) as connection:
        connection.execute("select * from fire.due_peek()")
        mine = []
        barrier.wait(timeout=30)
        while True:
            rows = connection.execute(
                "select delivery_id, taken from fire.delivery_claim(%s, %s)", [worker, limit]
            ).fetchall()
            if not rows:
                return mine
            mine += [row[0] for row in rows if row[0] is not None]


@pytest.mark.parametrize("claimers", [2, 4])
def test_claimers_of_ten_thousand_due_reminders_never_share_one(world, claimers):
    world.fill(people=500, each=20)
    barrier = threading.Barrier(claimers)
    with ThreadPoolExecutor(claimers) as pool:
        takes = list(pool.map(lambda n: drain(world.database, barrier, f"w{n}"), range(claimers)))
    assert all(len(take) > 500 for take in takes), [len(take) for take in takes]
    everything = [delivery for take in takes for delivery in take]
    assert len(everything) == len(set(everything)) == 10_000
    assert world.one("select count(*) from core.occurrence") == (10_000,)
    assert world.one("select count(*) from core.delivery") == (10_000,)
    assert world.one("select count(*) from core.reminder_next") == (0,)


def test_a_claim_passes_over_what_another_transaction_holds_and_never_waits(world):
    world.fill(people=2)
    holder = world.database.connect(autocommit=False)
    held = holder.execute("select person_id from core.reminder_next limit 1 for update").fetchone()
    world.fire.execute("set lock_timeout = '1ms'")
    assert [row["person_id"] for row in world.claim()] != [held[0]]
    holder.rollback()
    assert [row["person_id"] for row in world.claim()] == [held[0]]


@pytest.mark.parametrize("sends", [1, 2])
def test_a_claim_waits_for_no_report_that_came_late_and_hangs(world, sends):
    """The send's lease ran out, once or for good: what it left is for a later claim to note."""
    world.fill(channels=("webhook",))
    [row] = world.claim_and_begin()
    if sends == 2:
        world.settle(row, outcome="unknown")
        world.advance(seconds=5)
        [row] = world.claim_and_begin()
    world.advance(seconds=61)
    world.fill(people=3, channels=("webhook",))
    hangs = World(world.database, world.owner, world.database.connect("oye_fire", autocommit=False))
    assert hangs.settle(row) == ["settled"]
    world.fire.execute("set statement_timeout = '5s'")
    assert len(world.claim("w2")) == 3
    hangs.fire.rollback()
    assert len(world.claim("w2")) == 2 - sends
    assert world.one("select distinct outcome from core.attempt") == ("unknown",)


def test_a_claim_that_is_rolled_back_leaves_everything_as_it_was(world):
    world.fill(people=3)
    killed = world.database.connect("oye_fire", autocommit=False)
    assert len(killed.execute("select * from fire.delivery_claim('w1', 100)").fetchall()) == 3
    killed.rollback()
    assert world.one("select count(*) from core.occurrence") == (0,)
    assert len(world.claim("w2")) == 3


def test_an_edit_waits_for_the_claim_and_then_finds_the_occurrence(world):
    """The claim's transaction holds the reminder: the edit comes after it, never in between."""
    world.fill(recurrence=["RRULE:FREQ=DAILY"], known=[NOON, NOON.replace(day=24)])
    claim = world.database.connect("oye_fire", autocommit=False)
    claim.execute("select * from fire.delivery_claim('w1', 100)").fetchall()
    editor = world.database.connect()

    def edit():
        editor.execute("select core.reminder_lock(p, 1) from core.person as p")
        return editor.execute("select count(*) from core.occurrence").fetchone()

    with waiting(world.owner, editor, edit) as found:
        claim.commit()
    assert found == [(1,)]
