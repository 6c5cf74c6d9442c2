"""core.delivery_gives_up: a message is tried as long as it is of use, however often that is."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from oye_sql.testcall import Fire, Person, Row
from oye_sql.testclock import Clock

DUE = datetime(2026, 11, 24, 9, tzinfo=UTC)
DAILY = [DUE + timedelta(days=day) for day in range(8)]
HOUR = timedelta(hours=1)


@pytest.fixture
def wendy(ann: Person, owner: psycopg.Connection) -> Person:
    """Ann, with a webhook whose circuit never opens: each try is one that fails."""
    owner.execute(
        "create or replace function core.circuit_limit() returns integer language sql immutable"
        " return 1000000"
    )
    ann.hook()
    return ann


def fail(fire: Fire, outcome: str = "temporary", **more: object) -> list[str]:
    """Send all that is due, in vain; the verdicts."""
    rows = fire.claim()
    assert set(fire.begin(rows)) == {"go"}
    return fire.settle(rows, outcome, reason="http_500", **more)  # type: ignore[arg-type]


def try_on(fire: Fire, clock: Clock, owner: psycopg.Connection, until: datetime) -> int:
    """Let each try fail until an instant, by a worker that comes by once an hour; how many came."""
    tries = 0
    while True:
        [next_at] = owner.execute("select min(not_before) from core.delivery_open").fetchone() or [
            None
        ]
        if next_at is None or max(next_at, clock.now() + HOUR) > until:
            return tries
        clock.set(max(next_at, clock.now() + HOUR))
        fail(fire)
        tries += 1


def outcomes(person: Person) -> list[tuple[str, str | None]]:
    items = person.call("occurrence_list")["items"]
    return [(item["outcome"], item["outcome_reason"]) for item in items]


def test_what_comes_once_is_tried_for_five_days(
    wendy: Person, fire: Fire, clock: Clock, owner: psycopg.Connection
) -> None:
    wendy.once("pay rent", DUE)
    clock.set(DUE)
    assert fail(fire) == ["retry"]
    almost = DUE + timedelta(days=5) - HOUR * 1.3
    assert try_on(fire, clock, owner, almost) > 100
    assert outcomes(wendy) == [("pending", None)]
    assert try_on(fire, clock, owner, DUE + timedelta(days=7)) <= 3
    assert outcomes(wendy) == [("failed", "http_500")]


def test_what_comes_once_is_delivered_late_after_a_long_outage(
    wendy: Person, fire: Fire, clock: Clock, owner: psycopg.Connection
) -> None:
    wendy.once("pay rent", DUE)
    clock.set(DUE)
    fail(fire)
    try_on(fire, clock, owner, DUE + timedelta(days=4))
    clock.advance(2 * HOUR)
    assert [row["text"] for row in fire.deliver()] == ["pay rent"]
    assert outcomes(wendy) == [("delivered", None)]


def test_a_series_is_tried_until_it_comes_due_again(
    wendy: Person, fire: Fire, clock: Clock, owner: psycopg.Connection
) -> None:
    wendy.series("stretch", DAILY)
    clock.set(DUE)
    fail(fire)
    try_on(fire, clock, owner, DAILY[1] - timedelta(seconds=1))
    assert outcomes(wendy) == [("pending", None)]
    clock.set(DAILY[1])
    assert sorted(fail(fire)) in (["retry"], ["retry", "settled"])
    clock.advance(1.3 * HOUR)
    fail(fire)
    assert outcomes(wendy) == [("pending", None), ("failed", "http_500")]


def test_a_series_whose_catch_up_is_all_is_told_each_time(
    wendy: Person, fire: Fire, clock: Clock, owner: psycopg.Connection
) -> None:
    wendy.series("stretch", DAILY, catch_up="all")
    clock.set(DUE)
    fail(fire)
    try_on(fire, clock, owner, DAILY[1] + 2 * HOUR)
    assert outcomes(wendy) == [("pending", None)] * 2


def test_a_snooze_is_tried_until_the_series_comes_due_after_it(
    wendy: Person, fire: Fire, clock: Clock, owner: psycopg.Connection
) -> None:
    made = wendy.series("stretch", DAILY)
    clock.set(DUE)
    fire.deliver()
    # Beyond the next occurrence: that one was no reason to give the snooze up.
    until = DAILY[1] + HOUR
    wendy.call("occurrence_snooze", reminder_id=made["id"], until=until)
    clock.set(DAILY[1])
    assert [row["kind"] for row in fire.deliver()] == ["first"]
    clock.set(until)
    assert fail(fire) == ["retry"]
    try_on(fire, clock, owner, DAILY[2] - timedelta(seconds=1))
    assert state(owner, "snooze") == (None, None)
    clock.set(DAILY[2] + 1.3 * HOUR)
    fail(fire)
    assert state(owner, "snooze") == ("failed", "http_500")


def test_a_nag_is_tried_within_its_time(
    wendy: Person, fire: Fire, clock: Clock, owner: psycopg.Connection
) -> None:
    nag = {"every_seconds": 600, "times": 3, "for_seconds": 1800}
    wendy.once("pills", DUE, nag=nag)
    clock.set(DUE)
    fire.deliver()
    clock.advance(timedelta(minutes=10))
    assert fail(fire) == ["retry"]
    rows = reclaimed(fire, clock)
    clock.set(DUE + timedelta(minutes=31))
    assert fire.settle(rows, "temporary", reason="http_500") == ["settled"]
    assert state(owner, "nag") == ("failed", "http_500")
    assert outcomes(wendy) == [("delivered", None)]


def test_a_channel_that_always_says_later_spends_no_attempt_and_ends_at_the_deadline(
    wendy: Person, fire: Fire, clock: Clock, owner: psycopg.Connection
) -> None:
    wendy.once("pay rent", DUE)
    clock.set(DUE)
    for outcome in ("limited", "temporary") * 50:
        assert fail(fire, outcome, retry_after=60) == ["retry"]
        assert owner.execute("select attempts from core.delivery_open").fetchone() == (0,)
        clock.advance(timedelta(seconds=60))
    clock.set(DUE + timedelta(days=5))
    assert fail(fire, "limited", retry_after=60) == ["settled"]
    assert outcomes(wendy) == [("failed", "http_500")]


def reclaimed(fire: Fire, clock: Clock) -> list[Row]:
    """What is tried again, begun anew."""
    clock.advance(timedelta(seconds=13))
    rows = fire.claim()
    assert fire.begin(rows) == ["go"]
    return rows


def state(owner: psycopg.Connection, kind: str) -> tuple[str | None, str | None]:
    row = owner.execute(
        "select outcome, reason from core.delivery where kind = %s", [kind]
    ).fetchone()
    assert row is not None
    return row
