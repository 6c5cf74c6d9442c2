"""What a database holds already, and what is left to do: read without a lock."""

from dataclasses import dataclass

import psycopg

from oye_sql import problem
from oye_sql.tree import FunctionFile, Migration, Tree

# Made by apply after the first migration, which creates schema core.
TABLES = b"""
create table if not exists core.migration (
    number integer not null,
    name text not null,
    sha256 text not null,
    applied_at timestamptz not null,
    constraint migration_pkey primary key (number)
);
comment on table core.migration is
'The numbered files that were run, each once. Written by oye-sql apply.';
create table if not exists core.applied_file (
    path text not null,
    sha256 text not null,
    applied_at timestamptz not null,
    constraint applied_file_pkey primary key (path)
);
comment on table core.applied_file is
'The function files (and grants.sql) as they were last run. Written by oye-sql apply.';
"""


@dataclass(frozen=True)
class Todo:
    """What separates a database from the files. `gone`: qualified names of functions."""

    migrations: tuple[Migration, ...]
    functions: tuple[FunctionFile, ...]
    gone: tuple[str, ...]
    grants: bool

    @property
    def nothing(self) -> bool:
        return not (self.migrations or self.functions or self.gone or self.grants)


def has_tables(connection: psycopg.Connection) -> bool:
    row = connection.execute("select to_regclass('core.applied_file') is not null").fetchone()
    return row is not None and bool(row[0])


def pending_migrations(connection: psycopg.Connection, tree: Tree) -> tuple[Migration, ...]:
    """The migrations still to be run.

    Raises ApplyError where one that was run has changed since, has gone, or would be run after a
    later one.
    """
    rows = connection.execute("select number, name, sha256 from core.migration order by number")
    applied = {number: (name, sha256) for number, name, sha256 in rows}
    known = {one.number: one for one in tree.migrations}
    for number, (name, sha256) in applied.items():
        if number not in known:
            raise problem.ApplyError(
                f"the database is newer than these files: it has migration {name}, they don't"
            )
        if known[number].file.sha256 != sha256:
            raise problem.ApplyError(
                f"{known[number].file.path} is not what was run here as {name}: a migration that "
                "was applied stays as it is; put the change into a new one"
            )
    left = tuple(one for one in tree.migrations if one.number not in applied)
    if left and applied and left[0].number < max(applied):
        raise problem.ApplyError(
            f"{left[0].file.path} comes before {applied[max(applied)][0]}, which was run already: "
            "give it the next free number"
        )
    return left


def compare(connection: psycopg.Connection, tree: Tree) -> Todo:
    """Compare a database with the files. Raises ApplyError as `pending_migrations`."""
    if not has_tables(connection):
        return Todo(tree.migrations, tree.functions, (), True)
    migrations = pending_migrations(connection, tree)
    stored: dict[str, str] = dict(
        connection.execute("select path, sha256 from core.applied_file").fetchall()
    )
    present = {
        row[0]
        for row in connection.execute(
            "select distinct pronamespace::regnamespace || '.' || proname from pg_proc"
            " where pronamespace::regnamespace::text = any(%s)",
            [["core", "api", "calc", "fire", "ops"]],
        )
    }
    functions = tuple(
        one
        for one in tree.functions
        if stored.get(one.file.path) != one.file.sha256 or one.qualified not in present
    )
    files = {one.file.path for one in tree.functions} | {tree.grants.path}
    gone = tuple(
        path.removesuffix(".sql").replace("/", ".") for path in sorted(stored) if path not in files
    )
    grants = stored.get(tree.grants.path) != tree.grants.sha256
    return Todo(migrations, functions, gone, grants)
