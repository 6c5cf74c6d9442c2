from collections.abc import Sequence
from datetime import datetime, timedelta

import psycopg
import pytest
from oye_sql.testcall import Calc, Calculation, Caller, Fire, People, Person, Row, waiting
from oye_sql.testclock import Clock
from oye_sql.testing import Database

HOUR = timedelta(hours=1)


def add(who: Person, *texts: str, **arguments: object) -> None:
    for text in texts:
        who.call("reminder_create", text=text, starts_at="2026-11-24 09:00", **arguments)


def numbers(rows: Sequence[Row]) -> list[int]:
    return [row["reminder_id"] for row in rows]


def other(database: Database, worker: str = "calc-2") -> Calc:
    """A second worker, whose connection has a transaction open."""
    return Calc(Caller(database.connect("oye_calc", autocommit=False), "calc"), worker)


def test_a_row_has_all_that_a_calculation_needs(ann: Person, clock: Clock, calc: Calc) -> None:
    ann.call(
        "reminder_create",
        text="water",
        starts_at="2026-11-24 09:00",
        timezone="Europe/Madrid",
        recurrence=["RRULE:FREQ=DAILY"],
        catch_up="skip",
        grace_seconds=60,
    )
    created = clock.now()
    claimed = clock.advance(HOUR)
    assert calc.claim() == [
        {
            "person_id": ann.person_id,
            "reminder_id": 1,
            "revision": 1,
            "zone": "Europe/Madrid",
            "starts_at": datetime(2026, 11, 24, 9),  # noqa: DTZ001 (wall time)
            "timezone": "Europe/Madrid",
            "recurrence": ["RRULE:FREQ=DAILY"],
            "after_done": None,
            "catch_up": "skip",
            "grace": timedelta(minutes=1),
            "accounted_until": created,
            "counts_from": None,
            "claimed_at": claimed,
        }
    ]


def test_a_floating_one_is_calculated_in_the_zone_of_its_person(person: People, calc: Calc) -> None:
    add(person("Cleo", "Asia/Tokyo"), "water")
    [row] = calc.claim()
    assert (row["zone"], row["timezone"]) == ("Asia/Tokyo", None)


def test_only_what_is_to_be_calculated_is_claimed(
    ann: Person, clock: Clock, calc: Calc, fire: Fire
) -> None:
    ann.once("scheduled", clock.now() + 2 * HOUR)
    ann.once("paused", clock.now() + 2 * HOUR)
    ann.call("reminder_pause", reminder_id=2)
    add(ann, "invalid")
    calc.settle(calc.claim(), [Calculation(invalid="no_occurrence: never")])
    ann.series("waiting", [clock.now() + HOUR], recurrence=[], after_done="P1D")
    ann.once("finished", clock.now() + HOUR)
    clock.advance(HOUR)
    fire.deliver()
    assert calc.claim() == []
    add(ann, "compute")
    assert numbers(calc.claim()) == [6]


def test_at_most_so_many_are_claimed_and_at_least_one(ann: Person, calc: Calc) -> None:
    add(ann, "one", "two", "three")
    assert len(calc.claim(limit=2)) == 2
    assert len(calc.claim(limit=0)) == 1
    assert len(calc.claim(limit=-5)) == 1


def test_what_waits_longest_comes_first(ann: Person, bob: Person, clock: Clock, calc: Calc) -> None:
    for who, text in ((ann, "first"), (bob, "second"), (ann, "third")):
        add(who, text)
        clock.advance(timedelta(minutes=1))
    [row] = calc.claim(limit=1)
    assert (row["person_id"], row["reminder_id"]) == (ann.person_id, 1)


def test_a_share_takes_its_own_first_and_the_others_when_it_has_none(
    person: People, calc: Calc, clock: Clock, database: Database
) -> None:
    people = [person(f"number {number}") for number in range(12)]
    for who in people:
        add(who, "water")
    mine = list(range(32))
    own = {who.person_id for who in people if who.bucket in mine}
    others = {who.person_id for who in people} - own
    holder = Calc(Caller(database.connect("oye_calc", autocommit=False), "calc"), "calc-2")
    assert {row["person_id"] for row in holder.claim(buckets=mine)} == own
    # What is left, its own being held: another's, whose worker may be missing.
    assert {row["person_id"] for row in calc.claim(buckets=mine)} == others
    holder.caller.connection.rollback()


def test_two_claimers_share_no_row(
    ann: Person, bob: Person, clock: Clock, database: Database
) -> None:
    add(ann, "one", "two", "three")
    add(bob, "one")
    one, two = other(database), other(database, "calc-3")
    first = {(row["person_id"], row["reminder_id"]) for row in one.claim(limit=2)}
    second = {(row["person_id"], row["reminder_id"]) for row in two.claim()}
    assert (len(first), len(second)) == (2, 2)
    assert not first & second


def test_an_edit_waits_for_the_calculation_and_then_wins(
    ann: Person, clock: Clock, database: Database, owner: psycopg.Connection, calc: Calc
) -> None:
    add(ann, "water")
    worker, person = other(database), database.connect("oye_api")
    claimed = worker.claim()
    patch = {"schedule": {"starts_at": "2026-12-01T10:00:00"}}
    with waiting(
        owner,
        person,
        lambda: ann.on(person).call("reminder_update", reminder_id=1, patch=patch)["state"],
    ) as results:
        assert worker.settle(claimed, [Calculation(clock.now() + HOUR)]) == ["scheduled"]
        worker.caller.connection.commit()
    assert results == ["compute"]
    [row] = calc.claim()
    assert (row["revision"], row["starts_at"]) == (2, datetime(2026, 12, 1, 10))  # noqa: DTZ001 (wall time)


def test_a_worker_that_is_killed_leaves_its_rows_to_the_others(
    ann: Person, clock: Clock, database: Database, owner: psycopg.Connection, calc: Calc
) -> None:
    add(ann, "water")
    killed = other(database)
    claimed = killed.claim()
    assert killed.settle(claimed, [Calculation(clock.now() + HOUR)]) == ["scheduled"]
    assert calc.claim() == []
    pid = killed.caller.connection.info.backend_pid
    assert owner.execute("select pg_terminate_backend(%s, 20000)", [pid]).fetchone() == (True,)
    assert numbers(calc.claim()) == [1]
    with pytest.raises(psycopg.OperationalError):
        killed.claim()


def test_asking_for_work_is_noted_also_where_there_is_none(
    clock: Clock, calc: Calc, owner: psycopg.Connection
) -> None:
    calc.claim()
    noted = owner.execute("select kind, worker, last_run_at from core.worker_run").fetchall()
    assert noted == [("calc", "calc-1", clock.now())]
