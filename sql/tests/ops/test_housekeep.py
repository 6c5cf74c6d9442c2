from datetime import UTC, datetime, timedelta

import psycopg
from oye_sql.testcall import Calc, Caller, Fire, Person, digest
from oye_sql.testclock import Clock

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def removed(ops: Caller) -> dict[str, int]:
    return {row["what"]: row["removed"] for row in ops.rows("housekeep")}


def test_with_nothing_to_do_it_says_so_of_each_thing(ops: Caller, clock: Clock) -> None:
    assert removed(ops) == {
        "idempotency keys": 0,
        "link codes": 0,
        "sign-ins": 0,
        "finished reminders": 0,
        "changes": 0,
        "attendees": 0,
        "paces of chats": 0,
        "worker runs": 0,
        "alarms": 0,
    }


def test_idempotency_keys_go_after_24_hours(ann: Person, ops: Caller, clock: Clock) -> None:
    ann.hook(idempotency_key="key-1", request_sha256=digest("body"))
    clock.advance(DAY)
    assert removed(ops)["idempotency keys"] == 0
    clock.advance(SECOND)
    assert removed(ops)["idempotency keys"] == 1


def test_link_codes_go_when_they_expired(ann: Person, ops: Caller, clock: Clock) -> None:
    ann.call("channel_link_create")
    clock.advance(timedelta(minutes=10))
    assert removed(ops)["link codes"] == 0
    clock.advance(SECOND)
    assert removed(ops)["link codes"] == 1


def test_finished_reminders_go_30_days_after_the_answer_and_never_while_they_wait(
    ann: Person, ops: Caller, clock: Clock, fire: Fire
) -> None:
    ann.once("waits", clock.now() + HOUR)
    ann.once("done", clock.now() + HOUR)
    clock.advance(HOUR)
    fire.deliver()
    clock.advance(DAY)
    ann.call("occurrence_done", reminder_id=2)
    clock.advance(30 * DAY)
    assert removed(ops)["finished reminders"] == 0
    clock.advance(SECOND)
    assert removed(ops)["finished reminders"] == 1
    assert [one["text"] for one in ann.call("reminder_list")["items"]] == ["waits"]
    assert ann.call("reminder_list", state="finished")["items"] == []
    assert len(ann.call("occurrence_list")["items"]) == 2


def test_workers_that_are_gone_are_forgotten_but_never_the_last_of_a_kind(
    ops: Caller, clock: Clock, calc: Calc, fire: Fire, owner: psycopg.Connection
) -> None:
    Fire(fire.caller, "gone").claim()
    clock.advance(HOUR)
    fire.claim()
    calc.claim()
    clock.advance(2 * DAY)
    assert removed(ops)["worker runs"] == 1
    rows = owner.execute("select worker from core.worker_run order by worker").fetchall()
    assert rows == [("calc-1",), ("fire-1",)]


def test_it_makes_months_ahead(ops: Caller, clock: Clock, owner: psycopg.Connection) -> None:
    clock.set(datetime(2040, 2, 10, tzinfo=UTC))
    ops.rows("housekeep")
    row = owner.execute("select to_regclass('core.delivery_2040_05') is not null").fetchone()
    assert row == (True,)
