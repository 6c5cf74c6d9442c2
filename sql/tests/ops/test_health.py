"""The operator's figures."""

from datetime import timedelta

import psycopg
import pytest
from oye_sql.testcall import Caller, Fire, Person
from oye_sql.testclock import Clock
from oye_sql.testing import Database

MINUTE = timedelta(minutes=1)


def test_what_was_sent_is_told_with_its_outcome_and_its_lateness(
    ann: Person, ops: Caller, fire: Fire, clock: Clock
) -> None:
    ann.hook()
    ann.once("water", clock.now() + MINUTE)
    clock.advance(MINUTE + timedelta(seconds=7))
    [claimed] = fire.claim()
    fire.begin([claimed])
    fire.settle([claimed], "temporary")
    clock.advance(5 * MINUTE)
    fire.deliver()
    told = ops.call("health")
    assert told["sends"] == [
        {"channel": "webhook", "outcome": "sent", "count": 1},
        {"channel": "webhook", "outcome": "temporary", "count": 1},
    ]
    [late] = told["lateness"]
    assert late["seconds"] == 307, "since it was due, not since its back-off"
    assert 300 < told["lateness_p50"] <= told["lateness_p99"] <= 900


def test_what_quiet_hours_held_is_late_since_their_end(
    ann: Person, ops: Caller, fire: Fire, clock: Clock
) -> None:
    ann.hook()
    ann.call("me_update", patch={"quiet": {"from": "08:00", "until": "09:00", "mode": "defer"}})
    ann.once("water", clock.now() + MINUTE)
    clock.advance(2 * MINUTE)
    assert fire.deliver() == []
    clock.advance(timedelta(hours=1))
    fire.deliver()
    assert ops.call("health")["lateness"][0]["seconds"] == 120


def test_a_report_that_came_too_late_counts_no_send(
    ann: Person, ops: Caller, fire: Fire, clock: Clock
) -> None:
    ann.hook()
    ann.once("water", clock.now() + MINUTE)
    clock.advance(MINUTE)
    [claimed] = fire.claim()
    fire.begin([claimed])
    assert fire.settle([claimed]) == ["settled"]
    assert fire.settle([claimed]) == ["stale"]
    assert [each["count"] for each in ops.call("health")["sends"]] == [1]


def test_a_lease_that_is_over_and_not_taken_up_shows_with_its_age(
    ann: Person, ops: Caller, fire: Fire, clock: Clock
) -> None:
    ann.hook()
    ann.once("water", clock.now() + MINUTE)
    clock.advance(MINUTE)
    fire.claim()
    assert ops.call("health")["oldest_lease_seconds"] == 0
    clock.advance(4 * MINUTE)
    told = ops.call("health")
    assert told["oldest_lease_seconds"] == 180
    assert "a lease is over for 180 s and nobody takes the delivery up" in told["problems"]


def test_a_transaction_that_holds_vacuum_back_shows_with_its_age(
    database: Database, ops: Caller
) -> None:
    """As role oye_ops, of a transaction of another role."""
    holder = database.connect("oye_fire", autocommit=False)
    holder.execute("set transaction isolation level repeatable read")
    holder.execute("select 1")
    for _ in range(3):
        database.connect().execute("create temporary table t (id integer)")
    holder.execute("select pg_sleep(0.1)")  # seconds are told to one place
    told = ops.call("health")
    assert told["xmin_age"] >= 3
    assert told["xmin_seconds"] > 0
    holder.rollback()
    assert ops.call("health")["xmin_age"] < told["xmin_age"]


def test_one_that_wrote_and_holds_no_snapshot_holds_vacuum_back_as_well(
    database: Database, ops: Caller
) -> None:
    holder = database.connect(autocommit=False)
    holder.execute("create temporary table t (id integer)")
    database.connect().execute("create temporary table t (id integer)")
    assert ops.call("health")["xmin_age"] >= 2
    holder.rollback()


def test_without_the_right_to_see_them_the_seconds_are_not_told_and_the_age_is(
    database: Database, owner: psycopg.Connection
) -> None:
    """As on a server whose administrator granted nothing; undone with the transaction."""
    holder = database.connect("oye_fire", autocommit=False)
    holder.execute("set transaction isolation level repeatable read")
    holder.execute("select 1")
    database.connect().execute("create temporary table t (id integer)")
    with owner.transaction(force_rollback=True):
        owner.execute("revoke pg_read_all_stats from oye_owner")
        owner.execute("set local role oye_owner")
        row = owner.execute("select core.health_vacuum()").fetchone()
    assert row is not None
    assert row[0]["xmin_age"] >= 1
    assert row[0]["xmin_seconds"] is None
    holder.rollback()


def test_history_is_counted_over_its_months(
    ann: Person, ops: Caller, fire: Fire, clock: Clock, owner: psycopg.Connection
) -> None:
    ann.once("water", clock.now() + MINUTE)
    clock.advance(MINUTE)
    fire.claim()
    owner.execute("analyze")
    told = ops.call("health")["history_rows"]
    assert (told["occurrence"], told["delivery"], told["attempt"]) == (1, 1, 0)


@pytest.mark.parametrize("table", ["reminder_next", "delivery_open", "worker_run", "pace", "tally"])
def test_the_dead_rows_of_each_busy_table_are_told(ops: Caller, table: str) -> None:
    assert ops.call("health")["dead_rows"][table] >= 0
