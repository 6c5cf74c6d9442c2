"""Nothing ran for minutes, or for weeks: what is told then, and that each instant has its row."""

from collections.abc import Callable
from datetime import datetime, timedelta

import psycopg
import pytest
from oye_calc.audit import audit
from oye_calc.log import Log
from oye_calc.rows import Database as Connection
from oye_calc.step import Share, step
from oye_sql.testcall import Caller
from oye_sql.testing import Database

from .conftest import START, Add

# work("fire"): who comes first after the outage.
Work = Callable[[str], None]

OUTAGES = {
    "25 minutes": timedelta(minutes=25),
    "an hour and a half": timedelta(minutes=90),
    "three weeks": timedelta(days=21, minutes=7),
}
EVERY = timedelta(minutes=20)
GRACE = timedelta(minutes=50)
OUTCOMES = """
select o.due_at, o.outcome, o.missed_before from core.occurrence as o
where o.reminder_id = %s order by o.due_at
"""


@pytest.fixture
def work(database: Database, connection: Connection, share: Share, log: Log) -> Work:
    """Calculates and fires, in turns, all that there is; the inbox needs no sending."""
    fire = Caller(database.connect("oye_fire"), "fire")

    def run(first: str) -> None:
        turns = [
            lambda: step(connection, share, log),
            lambda: bool(fire.rows("delivery_claim", worker="fire-1", limit=100)),
        ]
        if first == "fire":
            turns.reverse()
        # All of one kind, then all of the other, until neither finds anything.
        while any([*iter(turn, False)] for turn in turns):
            pass

    return run


@pytest.mark.parametrize("length", OUTAGES.values(), ids=OUTAGES)
@pytest.mark.parametrize("catch_up", ["latest", "all", "skip"])
@pytest.mark.parametrize("first", ["calc", "fire"])
def test_each_instant_of_an_outage_has_its_row_and_what_is_wanted_is_told(
    database: Database,
    owner: psycopg.Connection,
    add: Add,
    work: Work,
    connection: Connection,
    catch_up: str,
    length: timedelta,
    first: str,
) -> None:
    series = add(
        "stretch", "RRULE:FREQ=MINUTELY;INTERVAL=20", catch_up=catch_up, grace_seconds=GRACE.seconds
    )
    once = add("call mum", starts_at=(START + timedelta(minutes=5)).replace(tzinfo=None))
    work("calc")

    now = database.clock.advance(length)
    work(first)

    past = [START + EVERY * n for n in range(1, length // EVERY + 1)]
    wanted = {at for at in past if wants(catch_up, at, past, now)}
    rows = owner.execute(OUTCOMES, [series]).fetchall()
    assert [(at, outcome) for at, outcome, _ in rows] == [
        (at, "delivered" if at in wanted else "missed") for at in past
    ]
    [[one_off, outcome, _]] = owner.execute(OUTCOMES, [once]).fetchall()
    assert (one_off, outcome) == (START + timedelta(minutes=5), "delivered")
    # "3 missed" is said with the next one that is told.
    said = sum(missed for _, outcome, missed in rows if outcome == "delivered")
    left = owner.execute("select n.missed_before from core.reminder_next as n").fetchone()
    assert left is not None
    assert said + left[0] == len(past) - len(wanted)
    assert audit(connection, START - EVERY, None, None).total.balanced


def wants(catch_up: str, at: datetime, past: list[datetime], now: datetime) -> bool:
    """Whether a late occurrence is told, by the words of the design."""
    in_time = [one for one in past if now - one <= GRACE]
    if catch_up == "all" or at in in_time:
        return True
    return catch_up == "latest" and not in_time and at == past[-1]
