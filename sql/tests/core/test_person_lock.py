"""core.person_lock: a person leaves while others work on their rows, and it is no deadlock."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
from oye_sql.testcall import Caller, Fire, People, Person, RefusedError, Row, digest, waiting
from oye_sql.testclock import Clock
from oye_sql.testing import Database

HOUR = timedelta(hours=1)
ROUNDS = 25

# What a worker or a program does meanwhile, made ready for one person.
Ready = Callable[[Person], Callable[[], object]]


@pytest.fixture
def worker(database: Database, clock: Clock) -> Fire:
    """worker-fire, on a connection of its own."""
    return Fire(Caller(database.connect("oye_fire"), "fire"))


@pytest.fixture
def leaver(database: Database, owner: psycopg.Connection) -> psycopg.Connection:
    """The connection on which people leave."""
    return database.connect("oye_api")


def told(person: Person, clock: Clock, channels: list[int]) -> None:
    """Twelve reminders are due: one-offs, whose narrow rows go, and among them some that stay."""
    for number in range(12):
        stays = number % 3 == 1
        said: Row = {"recurrence": [], "after_done": "P1D"} if stays else {"recurrence": []}
        person.series("tea", [clock.now() + HOUR], ended=not stays, channels=channels, **said)
    clock.advance(HOUR)


def beside(leaver: psycopg.Connection, people: Iterator[Person], ready: Ready) -> None:
    """Round after round somebody leaves at the very moment at which the other work begins."""
    with ThreadPoolExecutor(2) as pool:
        for _ in range(ROUNDS):
            person = next(people)
            work, barrier = ready(person), threading.Barrier(2)

            def run(does: Callable[[], object], barrier: threading.Barrier = barrier) -> object:
                barrier.wait(20)
                try:
                    return does()
                except RefusedError as refusal:
                    return refusal

            leaves = person.on(leaver)

            def leave(leaves: Person = leaves) -> object:
                return leaves.call("person_delete", confirm=leaves.person_id)

            futures = [pool.submit(run, work), pool.submit(run, leave)]
            found = [future.result(60) for future in futures]
            assert isinstance(found[1], dict), found[1]


@pytest.fixture
def people(person: People) -> Iterator[Person]:
    """One after another, each with a webhook as channel 2 and one as channel 3."""

    def come() -> Iterator[Person]:
        while True:
            one = person("Ann")
            one.hook()
            one.hook("https://example.org/other")
            yield one

    return come()


@pytest.mark.parametrize("outcome", ["sent", "rejected"])
def test_beside_the_report_of_what_was_sent(
    people: Iterator[Person],
    worker: Fire,
    leaver: psycopg.Connection,
    clock: Clock,
    owner: psycopg.Connection,
    outcome: str,
) -> None:
    def ready(person: Person) -> Callable[[], object]:
        told(person, clock, [2, 3])
        rows = worker.claim()
        assert len(rows) == 24
        assert set(worker.begin(rows)) == {"go"}
        return lambda: worker.settle(rows, outcome)

    beside(leaver, people, ready)
    row = owner.execute("select count(*) from core.occurrence").fetchone()
    assert row == (0,)


def test_beside_a_claim_of_what_is_due(
    people: Iterator[Person], worker: Fire, leaver: psycopg.Connection, clock: Clock
) -> None:
    def ready(person: Person) -> Callable[[], object]:
        told(person, clock, [2, 3])
        return worker.claim

    beside(leaver, people, ready)


def test_it_locks_edits_after_all_that_is_sent_as_a_begin_does(
    tom: Person,
    worker: Fire,
    leaver: psycopg.Connection,
    clock: Clock,
    owner: psycopg.Connection,
    database: Database,
) -> None:
    """Somebody holds what is to be sent; a begin waits for it, and then who leaves."""
    tom.once("tea", clock.now() + HOUR)
    clock.advance(HOUR)
    worker.deliver()
    tom.call("occurrence_done", reminder_id=1)
    # By id alone the edit would come first.
    owner.execute("update core.delivery_open set delivery_id = %s", [UUID(int=1)])
    tom.once("walk", clock.now() + HOUR)
    clock.advance(HOUR)
    claimed = worker.claim()
    assert {row["kind"] for row in claimed} == {"first", "update"}
    leaves, holder = tom.on(leaver), database.connect(autocommit=False)
    holder.execute("select from core.delivery_open where kind = 'first' for update")
    with (
        waiting(owner, worker.caller.connection, lambda: worker.begin(claimed)) as begun,
        waiting(owner, leaver, lambda: leaves.call("person_delete", confirm=tom.person_id)) as left,
    ):
        holder.rollback()
    assert [type(found) for found in (*begun, *left)] == [list, dict], (begun, left)


def test_beside_what_their_programs_add(
    people: Iterator[Person], leaver: psycopg.Connection, clock: Clock, database: Database
) -> None:
    other = database.connect("oye_api")

    def ready(person: Person) -> Callable[[], object]:
        hand = person.on(other)

        def adds() -> None:
            for number in range(8):
                key = f"key-{number}"
                sha = digest(key)
                hand.once("tea", clock.now() + HOUR, idempotency_key=key, request_sha256=sha)

        return adds

    beside(leaver, people, ready)
