"""The name of a database: who has it, and how another one takes it."""

import contextlib
import secrets
from collections.abc import Iterator
from typing import Literal

import psycopg
from psycopg import sql

from oye_sql import url

State = Literal["free", "empty", "full"]


class PlaceError(Exception):
    """A database can't have the name; nothing was changed, and the message says why."""


EMPTY = """
select not exists (
    select from pg_namespace as n
    where n.nspname not in ('public', 'information_schema') and n.nspname !~ '^pg_'
) and not exists (select from pg_class as c where c.relnamespace = 'public'::regnamespace)
"""


def look(server: psycopg.Connection, address: str, name: str) -> State:
    """What has the name now. Raises PlaceError while somebody works on it."""
    found = server.execute("select from pg_database where datname = %s", [name])
    if found.fetchone() is None:
        return "free"
    refuse_busy(server, name)
    with psycopg.connect(url.changed(address, dbname=name)) as connection:
        row = connection.execute(EMPTY).fetchone()
    return "empty" if row is not None and row[0] else "full"


def refuse_busy(server: psycopg.Connection, name: str) -> None:
    """Raise PlaceError while services work on the database whose place is taken."""
    row = server.execute(
        "select count(*), string_agg(distinct nullif(application_name, ''), ', ')"
        " from pg_stat_activity where datname = %s and backend_type = 'client backend'",
        [name],
    ).fetchone()
    assert row is not None
    if row[0]:
        raise PlaceError(
            f"{row[0]} sessions are connected to database {name} ({row[1] or 'unnamed'}): stop the "
            "services first (./just down), or what they send meanwhile would be repeated unmarked"
        )


@contextlib.contextmanager
def made(server: psycopg.Connection, name: str) -> Iterator[str]:
    """A new database that is to become `name`; it goes where the block raises. Yields its name.

    Raises PlaceError where the connecting user may make none.
    """
    scratch = f"{name[:30]}_restoring_{secrets.token_hex(4)}"
    create = sql.SQL("create database {} template template0 encoding 'UTF8'")
    try:
        server.execute(create.format(sql.Identifier(scratch)))
    except psycopg.errors.InsufficientPrivilege as error:
        raise PlaceError(
            f"{server.info.user} may not make databases: an administrator must run "
            f'alter role "{server.info.user}" createdb'
        ) from error
    try:
        yield scratch
    except BaseException:
        drop = sql.SQL("drop database if exists {} with (force)")
        server.execute(drop.format(sql.Identifier(scratch)))
        raise


def take(server: psycopg.Connection, scratch: str, name: str, before: State) -> str | None:
    """Give a database the name; in the same transaction, another one to what has it.

    Returns that other name. What is empty goes. Raises PlaceError where somebody is connected.
    """
    kept = f"{name[:30]}_before_{secrets.token_hex(4)}"
    rename = sql.SQL("alter database {} rename to {}")
    try:
        with server.transaction():
            if before != "free":
                server.execute(rename.format(sql.Identifier(name), sql.Identifier(kept)))
            server.execute(rename.format(sql.Identifier(scratch), sql.Identifier(name)))
    except psycopg.errors.ObjectInUse:
        refuse_busy(server, name)
        raise
    if before == "empty":
        server.execute(sql.SQL("drop database {}").format(sql.Identifier(kept)))
    return kept if before == "full" else None
