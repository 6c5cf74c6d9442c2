"""The callers of a test: people, workers and operators, each through the role that is theirs.

`Caller.call("reminder_get", reminder_id=1)` runs `api.reminder_get(p_reminder_id => 1)`: arguments
are named without their p_, dicts go as jsonb, and a refusal arrives as `RefusedError`.
"""

import contextlib
import datetime
import hashlib
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.types.json import Jsonb

Row = dict[str, Any]


class RefusedError(Exception):
    """What the SQL refused: HTTP status, slug, sentence, and the field to mend ("" for none)."""

    def __init__(self, status: int, slug: str, detail: str, field: str) -> None:
        super().__init__(f"{status} {slug}: {detail}")
        self.status = status
        self.slug = slug
        self.detail = detail
        self.field = field


@dataclass(frozen=True)
class Caller:
    """A connection signed in as a role, for the functions of one schema."""

    connection: psycopg.Connection = field(repr=False)
    schema: str

    def call(self, name: str, /, **arguments: object) -> Any:
        """The one result as JSON; None for void."""
        rows = self._run(sql.SQL("select to_jsonb(r) from {} r"), name, arguments)
        assert len(rows) == 1, f"{name} returned {len(rows)} rows"
        # void comes as the empty string
        return None if rows[0][0] == "" else rows[0][0]

    def rows(self, name: str, /, **arguments: object) -> list[Row]:
        """All rows of a function that returns a table, with PostgreSQL's types."""
        with psycopg.Cursor(self.connection) as cursor:
            self._execute(cursor, sql.SQL("select * from {}"), name, arguments)
            assert cursor.description is not None
            names = [column.name for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _run(self, query: sql.SQL, name: str, arguments: Row) -> list[Any]:
        with psycopg.Cursor(self.connection) as cursor:
            self._execute(cursor, query, name, arguments)
            return cursor.fetchall()

    def _execute(
        self, cursor: psycopg.Cursor[Any], query: sql.SQL, name: str, arguments: Row
    ) -> None:
        named = [sql.SQL("{} => %s").format(sql.Identifier(f"p_{key}")) for key in arguments]
        function = sql.SQL("{}({})").format(
            sql.Identifier(self.schema, name), sql.SQL(", ").join(named)
        )
        values = [Jsonb(one) if isinstance(one, dict) else one for one in arguments.values()]
        try:
            cursor.execute(query.format(function), values)
        except psycopg.Error as error:
            if (error.sqlstate or "").startswith("OY"):
                raise refusal_of(error) from error
            raise


def as_read(answer: Row) -> Row:
    """An answer to a change as a read would show it: without the change's own number."""
    return {name: value for name, value in answer.items() if name != "change_id"}


@contextlib.contextmanager
def refused(status: int, slug: str, field: str | None = None) -> Iterator[None]:
    """Expects a refusal: with refused(404, "reminder_not_found", "reminder_id"): …"""
    with pytest.raises(RefusedError) as caught:
        yield
    told = caught.value
    assert (told.status, told.slug) == (status, slug), told
    assert field in (None, told.field), f"the field is {told.field!r}"
    assert told.detail.endswith("."), "the detail is a sentence for people"


def refusal_of(error: psycopg.Error) -> RefusedError:
    """The refusal that an error of the server's tells."""
    said = error.diag
    return RefusedError(
        int(str(said.sqlstate)[2:]),
        said.message_primary or "",
        said.message_detail or "",
        said.column_name or "",
    )


@dataclass(frozen=True)
class Person:
    """Somebody who calls the API: by a token of their own, or through a bot that acts for them."""

    api: Caller = field(repr=False)
    person_id: uuid.UUID
    token: str = field(repr=False)
    act_for: str | None = None

    @property
    def bucket(self) -> int:
        return self.person_id.bytes[15] & 63

    def call(self, name: str, /, **arguments: object) -> Any:
        """A function of schema api as this person; JSON, or None for void."""
        return self.api.call(name, token=digest(self.token), act_for=self.act_for, **arguments)

    def on(self, connection: psycopg.Connection) -> "Person":
        """The same person on another connection of role oye_api."""
        return replace(self, api=replace(self.api, connection=connection))

    def once(self, text: str, at: datetime.datetime, zone: str = "UTC", **arguments: object) -> Row:
        """A one-off, due at an aware instant, calculated; floating unless `timezone` is given."""
        return self.series(text, [at], ended=True, recurrence=[], zone=zone, **arguments)

    def series(
        self,
        text: str,
        instants: Sequence[datetime.datetime],
        *,
        ended: bool = False,
        zone: str = "UTC",
        **arguments: object,
    ) -> Row:
        """A reminder with these instants calculated, daily where nothing else is said."""
        local = instants[0].astimezone(datetime.UTC).replace(tzinfo=None)
        said: Row = {"starts_at": local, "recurrence": ["RRULE:FREQ=DAILY"]} | arguments
        made: Row = self.call(
            "reminder_create",
            text=text,
            zone=zone,
            next_occurrence=instants[0],
            upcoming=list(instants[1:]),
            ended=ended,
            **said,
        )
        return made

    def hook(self, url: str = "https://example.org/hook", **arguments: object) -> Row:
        """A webhook: a channel whose deliveries stay open until a worker settles them."""
        made: Row = self.call("channel_create", kind="webhook", url=url, **arguments)
        return made


# person("Cleo", "Europe/Madrid", scopes=("read",)) makes somebody with a token;
# bot("telegram:7") is a bot acting for that user.
People = Callable[..., Person]
Bot = Callable[[str], Person]


def digest(token: str) -> bytes:
    """What the API sends instead of a token."""
    return hashlib.sha256(token.encode()).digest()


@dataclass(frozen=True)
class Fire:
    """worker-fire: what it calls, step by step."""

    caller: Caller
    worker: str = "fire-1"

    def claim(self, limit: int = 100, **arguments: object) -> list[Row]:
        """Deliveries that were leased; what came due for the inbox alone leaves none."""
        rows = self.caller.rows("delivery_claim", worker=self.worker, limit=limit, **arguments)
        return [row for row in rows if row["delivery_id"] is not None]

    def begin(self, claimed: Sequence[Row]) -> list[str]:
        """The verdicts, in the order of `claimed`."""
        verdicts = self.caller.rows(
            "delivery_begin",
            worker=self.worker,
            persons=[row["person_id"] for row in claimed],
            deliveries=[row["delivery_id"] for row in claimed],
            fences=[row["fence"] for row in claimed],
            messages=[row["digest"] for row in claimed],
        )
        by_id = {row["delivery_id"]: row["verdict"] for row in verdicts}
        return [by_id[row["delivery_id"]] for row in claimed]

    def settle(
        self,
        claimed: Sequence[Row],
        outcome: str = "sent",
        *,
        reason: str | None = None,
        retry_after: int | None = None,
        moved_to: str | None = None,
    ) -> list[str]:
        """Reports one outcome for all; the verdicts, in the order of `claimed`."""
        count = len(claimed)
        verdicts = self.caller.rows(
            "delivery_settle",
            persons=[row["person_id"] for row in claimed],
            deliveries=[row["delivery_id"] for row in claimed],
            fences=[row["fence"] for row in claimed],
            outcomes=[outcome] * count,
            reasons=[reason] * count,
            retry_afters=[retry_after] * count,
            provider_ids=["message-1" if outcome == "sent" else None] * count,
            moved_tos=[moved_to] * count,
        )
        by_id = {row["delivery_id"]: row["verdict"] for row in verdicts}
        return [by_id[row["delivery_id"]] for row in claimed]

    def deliver(self, limit: int = 100) -> list[Row]:
        """Claim, begin and settle as sent all that is due; what was sent, edits apart."""
        claimed = self.claim(limit)
        told = [row for row in claimed if row["kind"] != "update"]
        edits = [row for row in claimed if row["kind"] == "update"]
        if told:
            assert set(self.begin(told)) == {"go"}
            assert set(self.settle(told)) == {"settled"}
        # The chat may have had its message of this second.
        paced = zip(edits, self.begin(edits), strict=True) if edits else ()
        if going := [row for row, verdict in paced if verdict == "go"]:
            assert set(self.settle(going)) == {"settled"}
        return told


@dataclass(frozen=True)
class Calculation:
    """What worker-calc found for a claimed reminder."""

    next_occurrence: datetime.datetime | None = None
    upcoming: Sequence[datetime.datetime] = ()
    missed: Sequence[datetime.datetime] = ()
    ended: bool = False
    invalid: str | None = None


@dataclass(frozen=True)
class Calc:
    """worker-calc: claim and settle, within one transaction where the connection has one open."""

    caller: Caller
    worker: str = "calc-1"

    def claim(self, limit: int = 100, **arguments: object) -> list[Row]:
        return self.caller.rows("reminder_claim", worker=self.worker, limit=limit, **arguments)

    def settle(self, claimed: Sequence[Row], found: Sequence[Calculation]) -> list[str]:
        """The verdicts, in the order of `claimed`."""
        verdicts = self.caller.rows(
            "reminder_settle",
            persons=[row["person_id"] for row in claimed],
            reminders=[row["reminder_id"] for row in claimed],
            revisions=[row["revision"] for row in claimed],
            zones=[row["zone"] for row in claimed],
            nexts=[one.next_occurrence for one in found],
            upcoming=Jsonb([[at.isoformat() for at in one.upcoming] for one in found]),
            missed=Jsonb([[at.isoformat() for at in one.missed] for one in found]),
            ended=[one.ended for one in found],
            invalid=[one.invalid for one in found],
        )
        by_key = {(row["person_id"], row["reminder_id"]): row["verdict"] for row in verdicts}
        return [by_key[row["person_id"], row["reminder_id"]] for row in claimed]


@contextlib.contextmanager
def waiting(
    watcher: psycopg.Connection, waiter: psycopg.Connection, work: Callable[[], Any]
) -> Iterator[list[Any]]:
    """Run `work` on connection `waiter` in a thread, and enter once it waits for a lock.

    Yields a list that holds the result (or the exception) after the block, which lets go of the
    lock. Fails where it doesn't come to wait, or doesn't end.
    """
    results: list[Any] = []

    def run() -> None:
        try:
            results.append(work())
        except Exception as error:  # noqa: BLE001 (handed to the test, which compares it)
            results.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    give_up = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=20)
    while not blocked(watcher, waiter):
        assert thread.is_alive(), f"it didn't wait: {results}"
        assert datetime.datetime.now(datetime.UTC) < give_up, "it neither waits nor ends"
    yield results
    thread.join(20)
    assert not thread.is_alive(), "it still waits"


def blocked(watcher: psycopg.Connection, waiter: psycopg.Connection) -> bool:
    """Whether a connection waits for a lock that another one holds."""
    row = watcher.execute(
        "select cardinality(pg_blocking_pids(%s)) > 0", [waiter.info.backend_pid]
    ).fetchone()
    return row is not None and bool(row[0])
