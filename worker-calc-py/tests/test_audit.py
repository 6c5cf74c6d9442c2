"""The audit: what was expected, computed again, is what history holds, whatever a person does."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from oye_calc.audit import audit
from oye_calc.log import Log
from oye_calc.main import main
from oye_calc.rows import Database as Connection
from oye_calc.step import Share, step
from oye_sql.testcall import Caller, Fire, Person, RefusedError
from oye_sql.testing import Database

from .conftest import START, Add

ZONES = ("UTC", "Europe/Madrid", "Asia/Tokyo", "America/New_York", "Asia/Kathmandu")
RULES = (
    (),
    ("RRULE:FREQ=DAILY",),
    ("RRULE:FREQ=HOURLY;INTERVAL=5",),
    ("RRULE:FREQ=MINUTELY;INTERVAL=90",),
    ("RRULE:FREQ=DAILY;COUNT=4",),
    ("CRON:30 */6 * * *",),
)


@dataclass
class Life:
    """A person's reminders, and workers that run when they are told to."""

    database: Database
    ann: Person
    fire: Fire
    connection: Connection
    share: Share
    log: Log
    chance: random.Random = field(default_factory=random.Random)

    def work(self) -> None:
        """Calculate and take all there is; the inbox needs no sending."""
        while step(self.connection, self.share, self.log) or self.fire.caller.rows(
            "delivery_claim", worker="fire-1", limit=100
        ):
            pass

    def add(self) -> None:
        recurrence = self.chance.choice(RULES)
        waits = not recurrence and self.chance.random() < 0.5
        self.ann.call("reminder_create", text="x", **self.when(recurrence, waits))

    def edit(self) -> None:
        said = self.when(self.chance.choice(RULES), False)
        schedule = {**said, "starts_at": said["starts_at"].isoformat()}
        self.ann.call("reminder_update", reminder_id=self.one(), patch={"schedule": schedule})

    def when(self, recurrence: tuple[str, ...], waits: bool) -> dict[str, Any]:
        start = self.database.clock.now() + timedelta(minutes=self.chance.randint(-3000, 3000))
        return {
            "starts_at": start.replace(tzinfo=None, microsecond=0),
            "timezone": self.chance.choice((None, None, "Europe/Madrid")),
            "recurrence": list(recurrence),
            "after_done": "PT7H" if waits else None,
        }

    def rename(self) -> None:
        self.ann.call("reminder_update", reminder_id=self.one(), patch={"text": "y"})

    def catch_up(self) -> None:
        way = self.chance.choice(("latest", "all", "skip"))
        self.ann.call("reminder_update", reminder_id=self.one(), patch={"catch_up": way})

    def pause(self) -> None:
        self.ann.call("reminder_pause", reminder_id=self.one())

    def resume(self) -> None:
        self.ann.call("reminder_resume", reminder_id=self.one())

    def skip(self) -> None:
        self.ann.call("reminder_skip", reminder_id=self.one())

    def done(self) -> None:
        self.ann.call("occurrence_done", reminder_id=self.one())

    def undo(self) -> None:
        self.ann.call("history_revert_last")

    def delete(self) -> None:
        self.ann.call("reminder_delete", reminder_id=self.one())

    def move(self) -> None:
        self.ann.call("me_update", patch={"timezone": self.chance.choice(ZONES)})

    def one(self) -> int:
        return self.chance.randint(1, 8)

    def wait(self) -> None:
        self.database.clock.advance(timedelta(minutes=self.chance.randint(1, 900)))

    def away(self) -> None:
        self.database.clock.advance(timedelta(days=self.chance.randint(1, 4)))


@pytest.fixture
def life(database: Database, ann: Person, connection: Connection, share: Share, log: Log) -> Life:
    fire = Fire(Caller(database.connect("oye_fire"), "fire"))
    return Life(database, ann, fire, connection, share, log)


@pytest.mark.parametrize("seed", range(14))
def test_whatever_a_person_does_the_sum_balances(life: Life, seed: int) -> None:
    life.chance.seed(seed)
    acts: list[Callable[[], None]] = [
        *([life.add, life.work, life.wait] * 4),
        *([life.edit, life.pause, life.resume, life.skip, life.done, life.move] * 2),
        *([life.undo] * 3),
        *(life.delete, life.rename, life.catch_up, life.away),
    ]
    for _ in range(120):
        try:
            life.chance.choice(acts)()
        except RefusedError as refusal:
            assert refusal.status in (404, 409)
    halfway = audit(life.connection, START, None, None).total
    life.work()
    found = audit(life.connection, START, None, None)
    assert (halfway.balanced, found.total.examples) == (True, [])
    counts = found.total.counts
    outcomes = ("pending", "delivered", "unknown", "failed", "skipped", "missed")
    assert found.total.expected == sum(counts[name] for name in outcomes) > 20
    assert counts["pending"] == 0
    assert list(found.people) == [life.ann.person_id]


def test_a_row_that_is_gone_is_lost_and_one_too_many_is_surplus(
    life: Life, add: Add, owner: psycopg.Connection
) -> None:
    add("stretch", "RRULE:FREQ=DAILY")
    life.database.clock.set(START + timedelta(days=2, minutes=1))
    life.work()
    assert audit(life.connection, START, None, None).total.balanced
    owner.execute("update core.occurrence set due_at = due_at + interval '1 second'")
    total = audit(life.connection, START, None, None).total
    assert (total.lost, total.surplus) == (total.expected, total.expected) != (0, 0)


def test_an_instant_that_no_worker_has_taken_yet_is_pending_and_one_passed_over_is_lost(
    life: Life, add: Add, owner: psycopg.Connection
) -> None:
    add("stretch", "RRULE:FREQ=DAILY")
    life.work()
    life.database.clock.set(START + timedelta(days=1, minutes=1))
    total = audit(life.connection, START, None, None).total
    assert (total.balanced, total.expected, total.counts["pending"]) == (True, 1, 1)
    owner.execute("update core.reminder_next set next_occurrence = upcoming[1]")
    assert audit(life.connection, START, None, None).total.lost == 1


def test_what_was_deleted_before_it_was_told_is_taken_back(life: Life, add: Add) -> None:
    number = add("stretch", "RRULE:FREQ=DAILY")
    life.work()
    life.database.clock.set(START + timedelta(days=1, seconds=1))
    life.ann.call("reminder_delete", reminder_id=number)
    total = audit(life.connection, START, None, None).total
    assert (total.balanced, total.expected, total.taken_back) == (True, 0, 1)


def test_a_dropped_month_is_no_part_of_any_audit(
    life: Life, add: Add, owner: psycopg.Connection
) -> None:
    add("stretch", "RRULE:FREQ=DAILY")
    owner.execute("select ops.month_ensure()")
    for _ in range(3):
        life.database.clock.advance(timedelta(days=15))
        life.work()
    life.ann.call("occurrence_done", reminder_id=1)
    owner.execute("select ops.month_drop('2026-07-01')")
    found = audit(life.connection, START, None, None)
    assert found.since.isoformat() == "2026-07-01T00:00:00+00:00"
    assert (found.total.balanced, found.total.expected) == (True, 15)


def test_the_command_says_the_sum_and_its_exit_code(
    life: Life,
    add: Add,
    owner: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("OYE_CALC_DATABASE_URL", life.database.url("oye_calc"))
    add("stretch", "RRULE:FREQ=DAILY")
    life.work()
    life.database.clock.set(START + timedelta(days=1))
    life.work()
    asked = ["audit", "--since", START.isoformat(), "--until", "2026-07-01T00:00Z"]
    life.database.clock.set(START + timedelta(days=1, hours=1))
    assert main(asked) == 0
    assert "expected 1 = pending 0 + delivered 1 +" in capsys.readouterr().out
    owner.execute("delete from core.occurrence")
    assert main([*asked, "--json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert (told["balanced"], told["lost"]) == (False, 1)
    assert told["examples"][0]["due_at"] == "2026-06-02T09:00:00+00:00"
    assert main(["audit", "--since", "2026-06-01T09:00"]) == 2
