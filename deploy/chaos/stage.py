"""What a run takes place on: a durable server, a database with people, and what they expect."""

import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
from oye_calc.audit import audit
from oye_calc.audit_command import lines
from oye_calc.database import connect
from oye_sql import account, apply, embedded, roles, testclock, tree, url
from psycopg import sql

PASSWORD = "chaos"  # noqa: S105 (a server of this run alone, on a socket)
PAST = timedelta(hours=2)
SOON = timedelta(seconds=3)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
TEMPLATE = "chaos"

# One occurrence that was promised: whose hook it goes to, which reminder, and when it was due.
Key = tuple[str, int, int]

PERSON = """
with made as (
    select person_id from ops.person_create(p_name => %(name)s, p_timezone => 'UTC')
),

token as (
    select t.token from made as m
    cross join lateral ops.token_create(
        p_person => m.person_id, p_label => 'chaos', p_scopes => array['read', 'write', 'account']
    ) as t
)

select sha256(convert_to(t.token, 'UTF8')) from token as t
"""
HOOK = """
select api.channel_create(p_token => %(token)s, p_act_for => null, p_kind => 'webhook',
    p_url => %(url)s)
"""
REMINDERS = """
select (
    api.reminder_create(
        p_token => %(token)s, p_act_for => null, p_text => 'stretch', p_starts_at => k.starts_at,
        p_recurrence => %(recurrence)s, p_catch_up => 'all'
    ) ->> 'id'
)::integer
from unnest(%(starts)s::timestamp[]) with ordinality as k (starts_at, nth)
order by k.nth
"""


@dataclass(frozen=True)
class Size:
    """How much is expected: each person has one-offs, and series of so many occurrences, all of it
    due long ago; and one-offs that come due while the run lasts, one a second."""

    people: int
    once: int
    series: int
    each: int
    live: int = 0

    @property
    def reminders(self) -> int:
        """How many reminders of a person's are overdue."""
        return self.once + self.series

    @property
    def occurrences(self) -> int:
        """How many occurrences that is."""
        return self.once + self.series * self.each


@dataclass(frozen=True)
class Server:
    """The embedded server as a laptop runs it: every commit is on disk before it is answered."""

    cluster: embedded.Cluster

    @property
    def address(self) -> str:
        return self.cluster.address()

    def database(self, name: str) -> str:
        """The superuser's URL of a database."""
        return self.cluster.address(name)

    def crash(self) -> None:
        """Immediate shutdown: no checkpoint, no goodbye; then start, which recovers."""
        way = account.way(self.cluster.folder, embedded.bindir())
        embedded.control(self.cluster, way, "stop", "-m", "immediate")
        self.up()

    def up(self, patience: float = 60) -> None:
        """Start, again and again where the disk is still full."""
        until = time.monotonic() + patience
        while True:
            try:
                embedded.start(self.cluster)
            except embedded.EmbeddedError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
            else:
                return


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    """A server of this run alone, with the SQL applied to a template."""
    found = Server(embedded.Cluster(folder / "pg"))
    try:
        found.up()
        with psycopg.connect(found.address, autocommit=True) as connection:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(TEMPLATE)))
        apply.apply(found.database(TEMPLATE), tree.read(), dict.fromkeys(roles.LOGINS, PASSWORD))
        with psycopg.connect(found.database(TEMPLATE)) as connection:
            connection.execute(testclock.INSTALL.encode())
        yield found
    finally:
        with suppress(embedded.EmbeddedError):
            embedded.stop(found.cluster)


@dataclass(frozen=True)
class Stage:
    """A database of one run, and its people's expectations."""

    server: Server
    name: str
    since: datetime
    expected: frozenset[Key]

    @property
    def address(self) -> str:
        return self.server.database(self.name)

    def role(self, role: str, port: int | None = None) -> str:
        """A worker's URL: straight to the socket, or to a proxy's port."""
        found = url.changed(self.address, user=role, password=PASSWORD)
        if port is not None:
            found = url.changed(found, host="127.0.0.1", port=str(port))
        return found

    def busy(self) -> bool:
        """Whether anything is still to come due, or open."""
        with psycopg.connect(self.address) as connection:
            return bool(connection.execute(LEFT).fetchall())

    def drained(self, patience: float) -> bool:
        """Wait until all came due and nothing is open; False where that takes too long."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            with suppress(psycopg.OperationalError):
                if not self.busy():
                    return True
            time.sleep(0.1)
        return False

    def audit(self) -> list[str]:
        """What disturbs the sum, in words; nothing where it balances."""
        with connect(self.role("oye_calc")) as connection:
            found = audit(connection, self.since, None, None)
        return [] if found.total.balanced else lines(found, people=False)


LEFT = """
select from core.reminder_next as n
where n.state in ('compute', 'scheduled')
union all
select from core.delivery_open
limit 1
"""


@contextmanager
def stage(found: Server, size: Size, hooks: str) -> Iterator[Stage]:
    """A fresh database in which `size` was promised two hours ago, and all of it is due now."""
    name = f"chaos_{secrets.token_hex(4)}"
    execute(found, "create database {} template {}", name, TEMPLATE)
    try:
        with psycopg.connect(found.database(name), autocommit=True) as connection:
            clock = testclock.Clock(found.database(name), connection)
            start = (datetime.now(UTC) - PAST).replace(second=0, microsecond=0)
            clock.set(start)
            people = [person(connection, number, hooks) for number in range(size.people)]
            expected = {key for one in people for key in overdue(connection, one, size, start)}
            # Said long before as well, so that none of them is past when it is written.
            soon = datetime.now(UTC).replace(microsecond=0) + SOON
            live = [soon + SECOND * n for n in range(size.live)]
            expected |= {key for one in people for key in one_offs(connection, one, live)}
            clock.real()
        yield Stage(found, name, start, frozenset(expected))
    finally:
        execute(found, "drop database {} with (force)", name)


def execute(found: Server, statement: str, *names: str) -> None:
    """A statement about databases, as often as it takes until the server is there."""
    until = time.monotonic() + 30
    while True:
        try:
            with psycopg.connect(found.address, autocommit=True) as connection:
                connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


@dataclass(frozen=True)
class Someone:
    """A person: the path of their hook, their token's digest."""

    path: str
    token: bytes


def person(connection: psycopg.Connection, number: int, hooks: str) -> Someone:
    """Make a person whose one channel is a hook of their own."""
    path = f"/{number}"
    row = connection.execute(PERSON, {"name": path}).fetchone()
    assert row is not None
    connection.execute(HOOK, {"token": row[0], "url": hooks + path})
    return Someone(path, row[0])


def overdue(
    connection: psycopg.Connection, one: Someone, size: Size, start: datetime
) -> Iterator[Key]:
    """Reminders of the minutes after `start`, which nobody has calculated yet."""
    once = [start + MINUTE * (1 + place % 100) for place in range(size.once)]
    yield from one_offs(connection, one, once)
    series = [start + MINUTE * (1 + place % 9) for place in range(size.series)]
    made = reminders(connection, one, series, [f"RRULE:FREQ=MINUTELY;COUNT={size.each}"])
    for number, at in zip(made, series, strict=True):
        for nth in range(size.each):
            yield one.path, number, int((at + MINUTE * nth).timestamp())


def one_offs(connection: psycopg.Connection, one: Someone, once: list[datetime]) -> set[Key]:
    """A one-off at each of these instants."""
    made = reminders(connection, one, once, [])
    return {(one.path, number, int(at.timestamp())) for number, at in zip(made, once, strict=True)}


def reminders(
    connection: psycopg.Connection, one: Someone, starts: list[datetime], recurrence: list[str]
) -> list[int]:
    """Make a reminder for each start; their numbers."""
    local = [at.replace(tzinfo=None) for at in starts]
    given = {"token": one.token, "starts": local, "recurrence": recurrence}
    return [number for (number,) in connection.execute(REMINDERS, given).fetchall()]


@contextmanager
def folder(where: Path | None) -> Iterator[Path]:
    """A folder for the server: in memory where there is room, so that no disk sets the pace."""
    from oye_sql.testserver import roomy_memory

    place = where or (Path(found) if (found := roomy_memory()) else None)
    with tempfile.TemporaryDirectory(prefix="oye-chaos-", dir=place) as made:
        yield Path(made)
