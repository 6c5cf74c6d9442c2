"""Sends that are counted, and how late they were."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from oye_sql.testcall import Caller, waiting
from oye_sql.testclock import Clock
from oye_sql.testing import Database


def add(
    connection: psycopg.Connection, clock: Clock, *sends: tuple[str, str, float | None]
) -> None:
    kinds, outcomes, lates = zip(*sends, strict=True)
    connection.execute(
        "select core.tally_add(%s::text[], %s::text[], %s::double precision[], %s)",
        [
            list(kinds),
            list(outcomes),
            [late if late is None else float(late) for late in lates],
            clock.now(),
        ],
    )


def health(ops: Caller) -> Any:
    return ops.call("health")


def test_sends_are_counted_by_channel_and_outcome(
    ops: Caller, owner: psycopg.Connection, clock: Clock
) -> None:
    assert health(ops)["sends"] == []
    add(owner, clock, ("webhook", "sent", 0), ("telegram", "sent", 1), ("telegram", "sent", 2))
    add(owner, clock, ("telegram", "sent", 0), ("telegram", "limited", None))
    assert health(ops)["sends"] == [
        {"channel": "telegram", "outcome": "limited", "count": 1},
        {"channel": "telegram", "outcome": "sent", "count": 3},
        {"channel": "webhook", "outcome": "sent", "count": 1},
    ]


def test_all_connections_count_together_whatever_their_slot(
    database: Database, ops: Caller, clock: Clock
) -> None:
    for _ in range(3):
        add(database.connect(), clock, ("telegram", "sent", 3))
    [told] = health(ops)["lateness"]
    assert health(ops)["sends"] == [{"channel": "telegram", "outcome": "sent", "count": 3}]
    assert (told["seconds"], told["counts"]) == (9, [0, 0, 3, *[0] * 10])


def test_a_bound_belongs_to_the_place_below_it(
    ops: Caller, owner: psycopg.Connection, clock: Clock
) -> None:
    add(owner, clock, *(("telegram", "sent", late) for late in (0, 1, 1.5, 86_400, 86_401)))
    [told] = health(ops)["lateness"]
    assert told["counts"] == [2, 1, *[0] * 9, 1, 1]
    assert len(health(ops)["lateness_bounds"]) == len(told["counts"]) - 1


def test_what_did_not_arrive_has_no_lateness(
    ops: Caller, owner: psycopg.Connection, clock: Clock
) -> None:
    add(owner, clock, ("telegram", "unknown", None))
    assert health(ops)["lateness"] == []


def test_quantiles_are_of_the_last_quarter_of_an_hour_and_counts_of_all_time(
    ops: Caller, owner: psycopg.Connection, clock: Clock
) -> None:
    minutes = timedelta(minutes=1)
    add(owner, clock, *[("telegram", "sent", 600)] * 10)
    assert health(ops)["lateness_p50"] > 300
    clock.advance(10 * minutes)
    add(owner, clock, ("telegram", "sent", 0))
    assert health(ops)["lateness_p50"] > 300
    clock.advance(10 * minutes)
    assert health(ops)["lateness_p50"] <= 1
    add(owner, clock, ("telegram", "sent", 20))
    assert 10 < health(ops)["lateness_p99"] <= 30
    clock.advance(20 * minutes)
    assert health(ops)["lateness_p99"] is None
    assert sum(health(ops)["lateness"][0]["counts"]) == 12


def test_what_is_old_is_folded_and_no_sum_changes(
    ops: Caller, owner: psycopg.Connection, clock: Clock
) -> None:
    for late in (0, 0, 40):
        add(owner, clock, ("telegram", "sent", late), ("telegram", "unknown", None))
        clock.advance(timedelta(seconds=10))
    before = health(ops)
    for _ in range(2):
        clock.advance(timedelta(minutes=21))
        owner.execute("select core.tally_fold(%s)", [clock.now()])
        assert health(ops)["sends"] == before["sends"]
        assert health(ops)["lateness"] == before["lateness"]
        assert owner.execute("select count(*) from core.tally").fetchone() == (3,)


def test_who_folds_leaves_it_to_another_that_does_so_already(
    database: Database, owner: psycopg.Connection, ops: Caller, clock: Clock
) -> None:
    add(owner, clock, ("telegram", "sent", 1))
    clock.advance(timedelta(minutes=21))
    other = database.connect(autocommit=False)
    other.execute("select core.tally_fold(%s)", [clock.now()])
    owner.execute("select core.tally_fold(%s)", [clock.now()])
    other.commit()
    assert health(ops)["sends"] == [{"channel": "telegram", "outcome": "sent", "count": 1}]


@pytest.mark.parametrize(
    ("counts", "share", "seconds"),
    [
        ([4, 0, 0], 0.5, 0.5),
        ([2, 2, 0], 0.75, 1.5),
        ([0, 0, 10], 0.99, 4.97),
        ([1, *[0] * 11, 9], 0.5, 86_400),
        ([], 0.5, None),
        ([0, 0], 0.5, None),
    ],
)
def test_a_quantile_lies_evenly_within_its_place(
    rolled_back: psycopg.Connection, counts: list[int], share: float, seconds: float | None
) -> None:
    padded = counts and [*counts, *[0] * (13 - len(counts))]
    row = rolled_back.execute(
        "select core.lateness_quantile(%s::bigint[], %s)", [padded, share]
    ).fetchone()
    assert row == (seconds if seconds is None else pytest.approx(seconds),)


def test_two_of_one_slot_wait_for_each_other_and_lose_nothing(
    database: Database, owner: psycopg.Connection, ops: Caller, clock: Clock
) -> None:
    one = database.connect(autocommit=False)
    add(one, clock, ("telegram", "sent", 1), ("webhook", "sent", 1))
    slot = one.info.backend_pid % 16
    other = next(
        found
        for found in (database.connect() for _ in range(64))
        if found.info.backend_pid % 16 == slot
    )
    with waiting(
        owner, other, lambda: add(other, clock, ("webhook", "sent", 1), ("telegram", "sent", 1))
    ) as done:
        one.commit()
    assert done == [None]
    assert [each["count"] for each in health(ops)["sends"]] == [2, 2]
