"""Waiting for others: for another apply, and for locks that applications hold."""

import re
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

import psycopg

from oye_sql import problem
from oye_sql.tree import Migration

T = TypeVar("T")
# Milliseconds for which a try holds everybody up, and seconds until the next: they get on most of
# the time, however long the lock is kept.
TRY = 500
PAUSE = 1.0
LOCK = 0x6F79655F6170706C  # "oye_appl"


def patiently(
    connection: psycopg.Connection,
    work: Callable[[], T],
    patience: float,
    say: Callable[[str], None],
) -> T:
    """Do the work in a transaction as oye_owner, again where a lock of others is in the way."""
    until = time.monotonic() + patience
    while True:
        try:
            with connection.transaction():
                connection.execute("set local role oye_owner")
                return work()
        except problem.RETRIED as error:
            if time.monotonic() > until:
                raise problem.ApplyError(
                    "another session keeps a lock that is needed: "
                    f"{error.diag.message_primary or error}. "
                    "Nothing was changed; try again, or look into pg_stat_activity for who it is"
                ) from error
            say("waiting for a lock of another session …")
            time.sleep(PAUSE)


def hold_tables(connection: psycopg.Connection, migrations: Iterable[Migration]) -> None:
    """Lock the tables that the migrations name before they begin: all of them soon, or none.

    A migration that took one table after another would meet callers that hold what it wants and
    wait for what it has: reading is enough for that, and no order of ours keeps it away. The server
    ends such a deadlock at whoever finds it, `deadlock_timeout` (1 s unless set) after that one
    began to wait (Server Configuration, 19.12). Who has all its locks by then is in none.
    Raises LockNotAvailable.
    """
    names = tables_named(connection, migrations)
    if not names:
        return
    interrupt_vacuum(connection, names)
    connection.execute(
        "select set_config('statement_timeout', least(setting::integer / 2, %s)::text, true)"
        " from pg_settings where name = 'deadlock_timeout'",
        [TRY],
    )
    try:
        connection.execute(f"lock table {', '.join(names)} in access exclusive mode".encode())
    except psycopg.errors.QueryCanceled as error:
        said = f"one of {', '.join(names)} is in use"
        raise psycopg.errors.LockNotAvailable(said) from error
    connection.execute("set local statement_timeout to default")


def interrupt_vacuum(connection: psycopg.Connection, names: list[str]) -> None:
    """Have autovacuum leave these tables: on a large one it is at work for longer than we wait.

    The server interrupts it for whoever has waited `deadlock_timeout` (Routine Vacuuming, 24.1.6),
    longer than hold_tables waits. Here nobody queues behind the wait: this lock is in the way of
    neither reads nor writes (Explicit Locking, 13.3.1). Raises LockNotAvailable.
    """
    row = connection.execute("select current_setting('lock_timeout')").fetchone()
    connection.execute(
        "select set_config('lock_timeout', (2 * setting::integer)::text, true)"
        " from pg_settings where name = 'deadlock_timeout'"
    )
    connection.execute(f"lock table {', '.join(names)} in share update exclusive mode".encode())
    connection.execute("select set_config('lock_timeout', %s, true)", row)


def tables_named(connection: psycopg.Connection, migrations: Iterable[Migration]) -> list[str]:
    """The tables of core that are there and stand somewhere in the migrations' text."""
    words = {
        word.decode() for one in migrations for word in re.findall(rb"core\.(\w+)", one.file.text)
    }
    rows = connection.execute(
        "select c.oid::regclass::text from pg_class as c"
        " where c.relnamespace = to_regnamespace('core') and c.relkind in ('r', 'p')"
        " and c.relname = any(%s) order by c.oid",
        [sorted(words)],
    )
    return [name for (name,) in rows]


def take_turn(connection: psycopg.Connection, patience: float, say: Callable[[str], None]) -> None:
    """Wait for other applies to this database.

    Asked again and again instead of blocking: a session that waits holds a snapshot, and an index
    that the other builds concurrently would wait for that.
    """
    until = time.monotonic() + max(patience, 600)
    while True:
        row = connection.execute("select pg_try_advisory_lock(%s)", [LOCK]).fetchone()
        if row is not None and row[0]:
            return
        if time.monotonic() > until:
            raise problem.ApplyError("another oye-sql apply runs on this database and doesn't end")
        say("waiting for another oye-sql apply …")
        time.sleep(0.1)
