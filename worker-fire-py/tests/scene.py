"""People with reminders in a real database, and real workers as subprocesses."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
from oye_fakes.bot_api import BotApi
from oye_sql.testing import Database
from psycopg.rows import dict_row

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"

PERSON = """
insert into core.person (bucket, person_id, timezone, locale, channel_last, created_at)
values (core.bucket_of(%(id)s), %(id)s, 'Europe/Madrid', 'en', 1, core.now())
"""
CHANNEL = """
insert into core.channel (
    bucket, person_id, channel_id, kind, address, secret, is_default, created_at
)
values (core.bucket_of(%(id)s), %(id)s, 1, %(kind)s, %(address)s, %(secret)s, true, core.now())
"""
REMINDER = """
with made as (
    insert into core.reminder (
        bucket, person_id, reminder_id, text, starts_at, recurrence, updated_at, created_at
    )
    select
        core.bucket_of(%(id)s), %(id)s, n, %(text)s, '2026-01-01T12:00', %(recurrence)s,
        core.now(), core.now()
    from generate_series(1, %(count)s) as n
    returning *
)

insert into core.reminder_next (
    bucket, person_id, reminder_id, revision, state, next_occurrence, upcoming, ended,
    accounted_until
)
select
    m.bucket, m.person_id, m.reminder_id, 1, 'scheduled', %(due)s, %(upcoming)s,
    m.recurrence = '{}', '2026-01-01T00:00Z'
from made as m
"""


@dataclass(frozen=True)
class Process:
    """A running worker; its log is in `log`."""

    popen: subprocess.Popen[bytes]
    log: Path

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self.popen.send_signal(number)

    def wait_for_log(self, event: str, timeout: float = 20) -> None:
        """Wait until it has logged such an event."""
        until = time.monotonic() + timeout
        while f'"event": "{event}"' not in self.log.read_text():
            assert self.popen.poll() is None, self.log.read_text()
            assert time.monotonic() < until, f"no {event} within {timeout} s"
            time.sleep(0.01)  # between two looks; what is waited for is the line

    def wait(self, timeout: float = 20) -> int:
        """Its exit code, once it has ended."""
        return self.popen.wait(timeout)


@dataclass(frozen=True)
class Scene:
    """A database, its owner's connection, and the environment of the workers."""

    database: Database
    owner: psycopg.Connection
    environment: dict[str, str]
    folder: Path
    stack: ExitStack = field(default_factory=ExitStack)

    def person(self, kind: str, address: str | None = None, person: UUID | None = None) -> UUID:
        """A person whose only channel is this."""
        person = person or uuid4()
        secret = SECRET if kind == "webhook" else None
        channel = {"id": person, "kind": kind, "address": address, "secret": secret}
        self.owner.execute(PERSON, {"id": person})
        self.owner.execute(CHANNEL, channel)
        return person

    def remind(
        self,
        person: UUID,
        text: str = "stretch",
        *,
        due: datetime = NOON,
        daily: bool = False,
        count: int = 1,
    ) -> None:
        """Reminders of a person that are due at `due`: one-offs, or daily ones."""
        later = [due + timedelta(days=day) for day in range(1, 4)]
        values = {
            "id": person,
            "text": text,
            "due": due,
            "count": count,
            "recurrence": ["RRULE:FREQ=DAILY"] if daily else [],
            "upcoming": later if daily else [],
        }
        self.owner.execute(REMINDER, values)

    def start(self, *words: str, **environment: str) -> Process:
        """Start `oye-fire run …`; it is killed at the end of the test, should it still run."""
        log = self.folder / f"worker-{uuid4().hex[:6]}.log"
        with log.open("wb") as stream:
            popen = subprocess.Popen(
                [sys.executable, "-m", "oye_fire", "run", *words],
                env={**self.environment, **environment},
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
            )
        self.stack.callback(reap, popen)
        return Process(popen, log)

    def once(self, *words: str, **environment: str) -> str:
        """Run `--once` to its end, which has to be a good one; its log."""
        process = self.start("--once", *words, **environment)
        code = process.wait()
        log = process.log.read_text()
        assert code == 0, log
        return log

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        """Rows of a query of the owner's."""
        with self.owner.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(query.encode(), values).fetchall()

    def deliveries(self) -> list[dict[str, Any]]:
        """Every delivery, oldest reminder first, with its claim while it is open."""
        return self.rows(
            "select d.*, o.state, o.attempts, o.unknowns, o.not_before as again_at, o.fence"
            " from core.delivery as d left join core.delivery_open as o using"
            " (bucket, person_id, delivery_id) order by d.created_at, d.reminder_id"
        )

    def outcomes(self) -> list[str | None]:
        """The outcomes of the deliveries."""
        return [row["outcome"] for row in self.deliveries()]

    def attempts(self) -> list[dict[str, Any]]:
        """Every send that was begun, in the order of its fence."""
        return self.rows("select * from core.attempt order by fence")

    def wait_for(self, query: str, *values: object, timeout: float = 20) -> None:
        """Wait until the query finds a row."""
        until = time.monotonic() + timeout
        while not self.rows(query, *values):
            assert time.monotonic() < until, f"not within {timeout} s: {query}"
            time.sleep(0.01)  # between two looks; what is waited for is the row

    def wait_for_locked(self, count: int) -> None:
        """Wait until so many workers wait for a lock."""
        self.wait_for(
            "select from pg_stat_activity where usename = 'oye_fire' and wait_event_type = 'Lock'"
            " and datname = current_database() having count(*) >= %s",
            count,
        )

    def advance(self, seconds: float) -> None:
        """Move the database's clock on."""
        self.database.clock.advance(timedelta(seconds=seconds))


def environment_of(url: str, **changes: str) -> dict[str, str]:
    """The environment of a worker: nothing of oye's own, but what is named."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OYE_")}
    return {**kept, "OYE_FIRE_DATABASE_URL": url, "OYE_LOG": "json", **changes}


@contextmanager
def stage(database: Database, telegram: BotApi, folder: Path) -> Iterator[Scene]:
    """A scene whose workers know the fake Bot API server; they are gone when it ends."""
    environment = environment_of(
        database.url("oye_fire"),
        OYE_TELEGRAM_TOKEN=telegram.token,
        OYE_TELEGRAM_API_URL=telegram.url,
        OYE_WEBHOOK_ALLOW_LOCAL="1",
        # A busy machine takes its time between a request that is held and its release.
        OYE_FIRE_SEND_TIMEOUT="60",
        # Under a clock that stands still only what has its time within a second is sent.
        OYE_TELEGRAM_RATE="1000",
    )
    made = Scene(database, database.connect(), environment, folder)
    with made.stack:
        yield made


def reap(popen: subprocess.Popen[bytes]) -> None:
    """Kill a worker that still runs."""
    popen.kill()
    popen.wait()
