"""Bring a database to the version of the files: `oye-sql apply URL`.

Order: roles (for the cluster), then in one transaction the numbered migrations, the functions
whose files changed, and the grants; then the months ahead. A migration named .notx.sql runs
outside: what stands before it is committed first. Whoever applies holds one advisory lock of the
database from beginning to end. The tables of a migration are locked before it begins, within half
a second or not at all, so that nobody queues behind it for long or meets a deadlock; where they are
not to be had, the whole transaction is given up and tried again. See docs/upgrading.md.
"""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import psycopg
from psycopg import sql

from oye_sql import functions, problem, roles, state, waiting
from oye_sql.tree import Migration, SqlFile, Tree

# For what a migration locks without naming it.
LOCK_TIMEOUT = "1s"
# Outside of a transaction: what runs there lets others go on while it waits, and an index that is
# given up half built has to be dropped by hand.
LOCK_TIMEOUT_OUTSIDE = "10min"
OLDEST = 150000


@dataclass(frozen=True)
class Result:
    """What was done: names of migrations, number of functions written, names dropped."""

    migrations: tuple[str, ...] = ()
    written: int = 0
    dropped: tuple[str, ...] = ()
    grants: bool = False

    def __str__(self) -> str:
        said = [f"migration {name}" for name in self.migrations]
        said += [f"{self.written} functions written"] if self.written else []
        said += [f"{name} dropped" for name in self.dropped]
        said += ["grants"] if self.grants and not said else []
        return ", ".join(said) or "up to date"


def connect(address: str) -> psycopg.Connection:
    """A connection that commits each statement, with the clock of nothing but the server.

    Raises ApplyError where there is no server, no such database, one older than PostgreSQL 15, or
    one that is not in UTF-8.
    """
    try:
        connection = psycopg.connect(address, autocommit=True, application_name="oye-sql apply")
    except psycopg.OperationalError as error:
        raise problem.ApplyError(f"the database can't be reached: {error}") from error
    if connection.info.server_version < OLDEST:
        version = connection.info.parameter_status("server_version")
        connection.close()
        raise problem.ApplyError(f"PostgreSQL {version} is too old: oye needs 15 or newer")
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        connection.close()
        raise problem.ApplyError(
            f"the database's encoding is {encoding}: people write in every script, so it must be "
            "UTF8 (create database … encoding 'UTF8' template template0)"
        )
    return connection


def silent(_: str) -> None:
    """Nobody listens."""


def apply(
    address: str,
    tree: Tree,
    passwords: Mapping[str, str] | None = None,
    *,
    patience: float = 60.0,
    say: Callable[[str], None] = silent,
) -> Result:
    """Bring the database at `address` (a URL) to the version of the files.

    `passwords`: login role → password, for those that are to be set. `patience`: seconds for
    which locks of others are waited for. Raises ApplyError; the database is then as before, or,
    where a .notx.sql failed, as of the migration before that one.
    """
    with connect(address) as connection:
        roles.ensure(address, tree, passwords or {})
        let_owner_create(connection)
        waiting.take_turn(connection, patience, say)
        connection.execute("set search_path = pg_catalog")
        connection.execute("select set_config('lock_timeout', %s, false)", [LOCK_TIMEOUT])
        result = Result()
        while not (todo := state.compare(connection, tree)).nothing:
            result = joined(result, step(connection, tree, todo, patience, say))
        # By itself: it locks the tables that it gives a month.
        waiting.patiently(connection, lambda: months_ahead(connection), patience, say)
        return result


def step(
    connection: psycopg.Connection,
    tree: Tree,
    todo: state.Todo,
    patience: float,
    say: Callable[[str], None],
) -> Result:
    """Do the next part: a transaction, or one migration that runs outside of any.

    The functions come with the last transaction, so that in nearly every case there is one only.
    """
    head = tuple(itertools.takewhile(lambda one: one.in_transaction, todo.migrations))
    rest = todo.migrations[len(head) :]
    final = not any(one.in_transaction for one in rest)
    if head or (final and (todo.functions or todo.gone or todo.grants)):
        return waiting.patiently(
            connection, lambda: in_transaction(connection, tree, head, final), patience, say
        )
    return outside(connection, rest[0])


def in_transaction(
    connection: psycopg.Connection, tree: Tree, migrations: tuple[Migration, ...], final: bool
) -> Result:
    """Run migrations and, where this is the last transaction, bring functions and grants along."""
    waiting.hold_tables(connection, migrations)
    for migration in migrations:
        run(connection, migration.file)
    if not state.has_tables(connection):
        connection.execute("create schema if not exists core")
        connection.execute(state.TABLES)
    for migration in migrations:
        record_migration(connection, migration)
    names = tuple(migration.name for migration in migrations)
    if not final:
        return Result(names)
    # read anew: a migration may have dropped a function that it stood in the way of
    todo = state.compare(connection, tree)
    outcome = functions.bring(connection, tree.functions, todo.functions, todo.gone)
    run(connection, tree.grants)
    for one in (tree.grants, *(function.file for function in todo.functions)):
        record_file(connection, one)
    paths = [name.replace(".", "/") + ".sql" for name in todo.gone]
    connection.execute("delete from core.applied_file where path = any(%s)", [paths])
    return Result(names, outcome.written, outcome.dropped, grants=True)


def outside(connection: psycopg.Connection, migration: Migration) -> Result:
    """Run a migration without a transaction around it: one statement, safe to run again."""
    if not state.has_tables(connection):
        raise problem.ApplyError(f"{migration.file.path}: the first migration can't be a .notx.sql")
    connection.execute("set role oye_owner")
    connection.execute("select set_config('lock_timeout', %s, false)", [LOCK_TIMEOUT_OUTSIDE])
    try:
        run(connection, migration.file)
        refuse_half_built(connection, migration)
        record_migration(connection, migration)
    except problem.RETRIED as error:
        raise problem.in_file(migration.file, error) from error
    finally:
        connection.execute("reset role")
        connection.execute("select set_config('lock_timeout', %s, false)", [LOCK_TIMEOUT])
    return Result((migration.name,))


def refuse_half_built(connection: psycopg.Connection, migration: Migration) -> None:
    """A concurrent build that failed leaves an invalid index; `if not exists` takes it for done."""
    row = connection.execute(
        "select string_agg(i.indexrelid::regclass::text, ', ') from pg_index i"
        " join pg_class c on c.oid = i.indexrelid"
        " where not i.indisvalid and c.relnamespace = 'core'::regnamespace and c.relkind = 'i'"
    ).fetchone()
    if row is not None and row[0]:
        raise problem.ApplyError(
            f"{migration.file.path}: {row[0]} is invalid, left by a build that failed: mend what "
            f"it failed on, drop index concurrently {row[0]}, and apply again"
        )


def run(connection: psycopg.Connection, file: SqlFile) -> None:
    try:
        connection.execute(file.text)
    except problem.RETRIED:
        raise
    except psycopg.Error as error:
        raise problem.in_file(file, error) from error


def record_migration(connection: psycopg.Connection, migration: Migration) -> None:
    connection.execute(
        "insert into core.migration (number, name, sha256, applied_at)"
        " values (%s, %s, %s, clock_timestamp())",
        [migration.number, migration.name, migration.file.sha256],
    )


def record_file(connection: psycopg.Connection, file: SqlFile) -> None:
    connection.execute(
        "insert into core.applied_file (path, sha256, applied_at)"
        " values (%s, %s, clock_timestamp())"
        " on conflict (path) do update set sha256 = excluded.sha256,"
        " applied_at = excluded.applied_at",
        [file.path, file.sha256],
    )


def months_ahead(connection: psycopg.Connection) -> None:
    """Make the partitions of the months to come, where the files know how."""
    row = connection.execute("select to_regproc('ops.month_ensure') is not null").fetchone()
    if row is not None and row[0]:
        connection.execute("select ops.month_ensure()")


def joined(first: Result, second: Result) -> Result:
    return Result(
        first.migrations + second.migrations,
        first.written + second.written,
        first.dropped + second.dropped,
        first.grants or second.grants,
    )


def let_owner_create(connection: psycopg.Connection) -> None:
    """Let oye_owner make its schemas in this database."""
    row = connection.execute(
        "select has_database_privilege('oye_owner', current_database(), 'create')"
    ).fetchone()
    if row is not None and row[0]:
        return
    name = sql.Identifier(connection.info.dbname)
    try:
        connection.execute(sql.SQL("grant create on database {} to oye_owner").format(name))
    except psycopg.errors.InsufficientPrivilege as error:
        raise problem.ApplyError(
            f"{connection.info.user} may not grant create on database {connection.info.dbname} "
            "to oye_owner: its owner or an administrator must do so"
        ) from error
