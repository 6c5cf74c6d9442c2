from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from oye_sql.testcall import Caller, Fire, Person
from oye_sql.testclock import Clock

HISTORY = ("attempt", "delivery", "event", "occurrence")
# A month that nothing made yet, whenever the tests run.
FAR = datetime(2040, 2, 10, 8, tzinfo=UTC)


def partitions(owner: psycopg.Connection, year: int) -> set[str]:
    """The partitions of history tables for a year, attached ones only."""
    rows = owner.execute(
        "select c.relname from pg_inherits as i join pg_class as c on c.oid = i.inhrelid"
        " where c.relkind = 'r' and c.relname like %s",
        [f"%\\_{year}\\_%"],
    )
    return {row[0] for row in rows}


def count(owner: psycopg.Connection, table: str) -> int:
    row = owner.execute(f"select count(*) from core.{table}".encode()).fetchone()
    assert row is not None
    number: int = row[0]
    return number


def test_it_makes_this_month_and_those_that_follow_once(
    ops: Caller, clock: Clock, owner: psycopg.Connection
) -> None:
    clock.set(FAR)
    assert ops.call("month_ensure", months=2) == 12
    assert partitions(owner, 2040) == {
        f"{table}_2040_{month}" for table in HISTORY for month in ("02", "03", "04")
    }
    assert ops.call("month_ensure", months=2) == 0
    assert ops.call("month_ensure", months=3) == 4


def test_the_last_days_of_a_year_are_followed_by_january(
    ops: Caller, clock: Clock, owner: psycopg.Connection
) -> None:
    clock.set(datetime(2040, 12, 31, 23, 59, tzinfo=UTC))
    ops.call("month_ensure", months=1)
    assert "occurrence_2041_01" in partitions(owner, 2041)


def test_without_a_month_the_default_partition_takes_everything(
    ann: Person, clock: Clock, fire: Fire, owner: psycopg.Connection
) -> None:
    clock.set(FAR)
    ann.once("water", clock.now() + timedelta(hours=1))
    clock.advance(timedelta(hours=1))
    fire.deliver()
    assert partitions(owner, 2040) == set()
    assert count(owner, "occurrence_default") == 1
    assert ann.call("occurrence_list")["items"][0]["outcome"] == "delivered"


@pytest.mark.parametrize("open_then", [False, True])
def test_rows_that_sat_in_the_default_partition_move_and_go_on_as_before(
    ann: Person, clock: Clock, fire: Fire, ops: Caller, owner: psycopg.Connection, open_then: bool
) -> None:
    clock.set(FAR)
    cursor = ann.call("event_list")["cursor"]
    ann.hook()
    ann.once("water", FAR + timedelta(hours=1))
    ann.once("in March", FAR + timedelta(days=30))
    clock.advance(timedelta(hours=1))
    claimed = fire.claim()
    assert fire.begin(claimed) == ["go"]
    if not open_then:
        fire.settle(claimed)
    before = ann.call("occurrence_list"), ann.call("event_list", after=cursor)
    ops.call("month_ensure", months=0)
    for table in HISTORY:
        assert count(owner, f"{table}_default") == 0, table
        assert count(owner, f"{table}_2040_02") > 0, table
    assert (ann.call("occurrence_list"), ann.call("event_list", after=cursor)) == before
    if open_then:
        assert fire.settle(claimed) == ["settled"]
    assert ann.call("occurrence_list")["items"][0]["outcome"] == "delivered"


def test_rows_of_other_months_stay_in_the_default_partition(
    ann: Person, clock: Clock, fire: Fire, ops: Caller, owner: psycopg.Connection
) -> None:
    for at in (FAR, FAR + timedelta(days=30)):
        clock.set(at)
        ann.once("water", at + timedelta(hours=1))
        clock.advance(timedelta(hours=1))
        fire.deliver()
    clock.set(FAR)
    ops.call("month_ensure", months=0)
    assert (count(owner, "occurrence_default"), count(owner, "occurrence_2040_02")) == (1, 1)
