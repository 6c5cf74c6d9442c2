"""After a restore: what the time that is lost may have sent is told again, and says so."""

from datetime import datetime, timedelta

import psycopg
import pytest
from oye_sql.testcall import Calc, Calculation, Caller, Fire, Person, Row, refused
from oye_sql.testclock import Clock

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def as_of(ann: Person, clock: Clock) -> datetime:
    """The instant of the backup. Ann has a webhook, and nothing yet to be told."""
    ann.hook()
    return clock.now()


def restored(ops: Caller, as_of: datetime) -> dict[str, int]:
    return {row["what"]: row["total"] for row in ops.rows("restored", as_of=as_of)}


def marked(claimed: list[Row]) -> dict[str, bool]:
    return {row["text"]: row["perhaps_repeat"] for row in claimed}


def test_what_came_due_before_the_restore_is_marked_and_what_comes_after_it_is_not(
    ann: Person, as_of: datetime, clock: Clock, fire: Fire, ops: Caller
) -> None:
    ann.once("before", as_of + MINUTE)
    ann.once("after", as_of + HOUR)
    clock.set(as_of + 2 * MINUTE)
    assert restored(ops, as_of)["reminders that came due since"] == 1
    assert marked(fire.deliver()) == {"before": True}
    clock.set(as_of + HOUR)
    assert marked(fire.deliver()) == {"after": False}


def test_what_was_open_is_marked_whether_it_was_claimed_or_not(
    ann: Person, as_of: datetime, clock: Clock, fire: Fire, ops: Caller
) -> None:
    for text in ("sending", "leased", "ready"):
        ann.once(text, as_of + MINUTE)
        clock.set(as_of + MINUTE)
        if text == "sending":
            assert fire.begin(fire.claim()) == ["go"]
        elif text == "leased":
            assert len(fire.claim()) == 1
        clock.set(as_of)
    clock.set(as_of + 2 * MINUTE)
    found = restored(ops, as_of)
    assert found == {
        "deliveries that are perhaps a repeat": 2,
        "reminders that came due since": 1,
    }
    assert marked(fire.deliver()) == {"sending": True, "leased": True, "ready": True}


def test_what_a_back_off_puts_off_beyond_the_restore_is_marked(
    ann: Person, as_of: datetime, clock: Clock, fire: Fire, ops: Caller
) -> None:
    """The channel may have been well sooner, and then what waited for it went out at once."""
    ann.once("tea", as_of + MINUTE)
    clock.set(as_of + MINUTE)
    claimed = fire.claim()
    fire.begin(claimed)
    fire.settle(claimed, "temporary", reason="http_503", retry_after=3600)
    clock.advance(MINUTE)
    assert restored(ops, as_of + MINUTE)["deliveries that are perhaps a repeat"] == 1
    clock.advance(HOUR)
    assert marked(fire.deliver()) == {"tea": True}


def test_what_failed_is_sent_again_as_perhaps_a_repeat(
    ann: Person, as_of: datetime, clock: Clock, fire: Fire, ops: Caller
) -> None:
    """That it was refused after the restore says nothing of the time before."""
    ann.once("tea", as_of + MINUTE)
    clock.set(as_of + 2 * MINUTE)
    restored(ops, as_of)
    claimed = fire.claim()
    fire.begin(claimed)
    fire.settle(claimed, "rejected", reason="redirect")
    ann.call("occurrence_retry", reminder_id=1)
    assert marked(fire.deliver()) == {"tea": True}


def test_what_was_cancelled_and_is_not_after_the_restore_is_marked(
    ann: Person, as_of: datetime, clock: Clock, fire: Fire, ops: Caller
) -> None:
    """It may have been undone, and sent, in the time that is lost."""
    ann.once("tea", as_of + MINUTE)
    clock.set(as_of + MINUTE)
    fire.claim()
    done = ann.call("occurrence_done", reminder_id=1)["change_id"]
    clock.advance(MINUTE)
    restored(ops, as_of + MINUTE)
    ann.call("history_revert", change_id=done)
    assert marked(fire.deliver()) == {"tea": True}


def test_a_send_that_was_under_way_is_noted_as_unknown(
    ann: Person, as_of: datetime, fire: Fire, ops: Caller, owner: psycopg.Connection, clock: Clock
) -> None:
    ann.once("tea", as_of + MINUTE)
    clock.set(as_of + MINUTE)
    fire.begin(fire.claim())
    restored(ops, as_of)
    [(outcome, reason)] = owner.execute("select outcome, reason from core.attempt").fetchall()
    assert (outcome, reason) == ("unknown", "lease_expired")


def test_a_repeat_of_a_restore_is_not_repeated_again(
    ann: Person, as_of: datetime, clock: Clock, fire: Fire, ops: Caller
) -> None:
    ann.once("tea", as_of + MINUTE)
    clock.set(as_of + 2 * MINUTE)
    restored(ops, as_of)
    claimed = fire.claim()
    fire.begin(claimed)
    assert fire.settle(claimed, "unknown") == ["settled"]
    [one] = ann.call("occurrence_list")["items"]
    assert one["outcome"] == "unknown"


def test_what_is_put_off_beyond_the_restore_is_not_marked(
    ann: Person, as_of: datetime, clock: Clock, fire: Fire, ops: Caller
) -> None:
    ann.once("tea", as_of + MINUTE)
    clock.set(as_of + MINUTE)
    fire.deliver()
    ann.call("occurrence_snooze", reminder_id=1, until=as_of + HOUR)
    clock.set(as_of + 2 * MINUTE)
    restored(ops, as_of)
    clock.set(as_of + HOUR)
    assert marked(fire.deliver()) == {"tea": False}


def test_what_worker_calc_finds_of_that_time_is_marked_as_well(
    ann: Person, as_of: datetime, clock: Clock, fire: Fire, calc: Calc, ops: Caller
) -> None:
    """All known instants are past, so that the latest is calculated after the restore."""
    ann.series("tea", [as_of + MINUTE, as_of + 2 * MINUTE])
    clock.set(as_of + 2 * HOUR)
    restored(ops, as_of)
    assert fire.claim() == []
    latest = Calculation(as_of + HOUR, [as_of + 3 * HOUR], [as_of + MINUTE, as_of + 2 * MINUTE])
    assert calc.settle(calc.claim(), [latest]) == ["scheduled"]
    [row] = fire.deliver()
    assert (row["due_at"], row["perhaps_repeat"], row["missed_before"]) == (as_of + HOUR, True, 2)
    clock.set(as_of + 3 * HOUR)
    assert marked(fire.deliver()) == {"tea": False}


def test_a_report_from_the_time_that_is_lost_is_stale(
    ann: Person, as_of: datetime, clock: Clock, fire: Fire, ops: Caller
) -> None:
    """Its fences lie above the backup's, where they would be given again."""
    ann.once("tea", as_of + MINUTE)
    clock.set(as_of + MINUTE)
    [held] = fire.claim()
    restored(ops, as_of)
    [claimed] = fire.claim()
    assert claimed["fence"] > held["fence"] + 1000
    late = held | {"fence": held["fence"] + 1}
    assert fire.settle([late]) == ["stale"]
    assert fire.begin([claimed]) == ["go"]


def test_an_undo_of_the_time_that_is_lost_hits_nothing(
    ann: Person, as_of: datetime, ops: Caller
) -> None:
    known = ann.once("tea", as_of + HOUR)["change_id"]
    restored(ops, as_of)
    assert ann.once("coffee", as_of + HOUR)["change_id"] > known + 1000
    with refused(404, "change_not_found"):
        ann.call("history_revert", change_id=known + 1)


def test_events_that_another_cluster_numbered_are_not_told_again(
    ann: Person, as_of: datetime, clock: Clock, fire: Fire, ops: Caller, owner: psycopg.Connection
) -> None:
    ann.once("old", as_of + MINUTE)
    clock.set(as_of + MINUTE)
    fire.deliver()
    # That cluster had counted further than this one has.
    ahead = "(pg_snapshot_xmax(pg_current_snapshot())::text::numeric + 5)::text::xid8"
    owner.execute(f"update core.event set xid = {ahead}".encode())
    restored(ops, as_of)
    cursor = ann.call("event_list")["cursor"]
    ann.once("new", as_of + 2 * MINUTE)
    clock.set(as_of + 2 * MINUTE)
    fire.deliver()
    for _ in range(10):
        owner.execute("select pg_current_xact_id()")
    told = ann.call("event_list", after=cursor)["items"]
    assert {event["text"] for event in told} == {"new"}


def test_every_worker_looks_at_everything_afterwards(
    ann: Person, as_of: datetime, fire: Fire, ops: Caller, owner: psycopg.Connection
) -> None:
    fire.claim()
    restored(ops, as_of)
    assert owner.execute("select * from core.worker_run").fetchall() == []


def test_an_instant_ahead_is_refused(as_of: datetime, ops: Caller) -> None:
    with refused(400, "as_of_wrong", "p_as_of"):
        restored(ops, as_of + MINUTE)
