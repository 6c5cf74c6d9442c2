"""Waiting for others: for another apply, and for locks that applications hold."""

import time
from collections.abc import Callable
from typing import TypeVar

import psycopg

from oye_sql import problem

T = TypeVar("T")
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
                    f"another session keeps a lock that is needed: {error.diag.message_primary}. "
                    "Nothing was changed; try again, or look into pg_stat_activity for who it is"
                ) from error
            say("waiting for a lock of another session …")
            time.sleep(0.2)


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
