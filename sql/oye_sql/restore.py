"""`oye-sql restore`: a backup becomes a database, and what it can't know is marked in it.

It is made beside what stands there, under a name that nobody connects to, and takes its name in
the last step: until then nothing has changed, and no worker sends before what may be a repeat is
marked (ops.restored).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg

from oye_sql import apply, archive, place, programs, roles, url
from oye_sql.tree import Tree


class RestoreError(Exception):
    """Nothing was restored, and what stood there is as it was; the message says why."""


@dataclass(frozen=True)
class Restored:
    """The new database's URL, the name under which the one before it is kept, what was marked."""

    address: str
    kept: str | None
    marked: Mapping[str, int]


def restore(
    address: str,
    path: Path,
    tree: Tree,
    passwords: Mapping[str, str] | None = None,
    *,
    into: str | None = None,
    replace: bool = False,
    say: Callable[[str], None] = apply.silent,
) -> Restored:
    """Make a database of a backup and bring it to the version of the files.

    It takes the name of `address`, or `into`, which must be free. `replace`: what has that name is
    kept under another; without it only an empty database gives way. `passwords` as for apply.
    Raises RestoreError, PlaceError, ArchiveError, ProgramError, ApplyError, psycopg.Error.
    """
    manifest = archive.read(path)
    refuse_newer(manifest, tree)
    name = into or url.parts(address).get("dbname")
    if not name:
        raise RestoreError("the address names no database: postgresql://…/oye does")
    with psycopg.connect(url.changed(address, dbname="postgres"), autocommit=True) as server:
        program = programs.of_server(no_older(server, manifest), "pg_restore")
        before = place.look(server, address, name)
        if before == "full" and (into or not replace):
            raise RestoreError(
                f"database {name} is not empty: --into NAME makes another one beside it"
                + ("" if into else "; --replace takes its place, and keeps it under another name")
            )
        with place.made(server, name) as scratch:
            say(f"restoring {manifest}")
            new = url.changed(address, dbname=scratch)
            fill(new, path, program, tree, passwords or {}, say)
            marked = mark(new, manifest.taken_at)
            kept = place.take(server, scratch, name, before)
    return Restored(url.changed(address, dbname=name), kept, marked)


def no_older(server: psycopg.Connection, manifest: archive.Manifest) -> int:
    """The server's major version. Raises RestoreError where the backup's is higher."""
    major = server.info.server_version // 10000
    if major < manifest.major:
        raise RestoreError(
            f"the backup is from PostgreSQL {manifest.major}, and can't be brought to an older one "
            f"(the server is {major})"
        )
    return major


def refuse_newer(manifest: archive.Manifest, tree: Tree) -> None:
    known = {one.name for one in tree.migrations}
    if manifest.migration not in known:
        raise RestoreError(
            f"the backup has migration {manifest.migration}, these files don't: restore it with "
            "the release that it was made by, or a newer one"
        )


def fill(
    address: str,
    path: Path,
    program: Path,
    tree: Tree,
    passwords: Mapping[str, str],
    say: Callable[[str], None],
) -> None:
    """Bring a backup's rows into an empty database, then the files' functions and grants.

    Everything is made by oye_owner, whatever it was called there, and grants.sql says the rest.
    """
    roles.ensure(address, tree, passwords)
    with psycopg.connect(address, autocommit=True) as connection:
        apply.let_owner_create(connection)
    options = ["--no-owner", "--no-acl", "--role=oye_owner", "--single-transaction"]
    programs.run(program, address, [*options, "--exit-on-error", "--no-password", str(path)])
    with psycopg.connect(address) as connection:
        connection.execute("delete from core.applied_file where path = %s", [tree.grants.path])
        connection.execute("analyze")
    say(f"brought up to date: {apply.apply(address, tree, passwords, say=say)}")


def mark(address: str, as_of: datetime) -> dict[str, int]:
    """Mark what may have been sent since `as_of` as perhaps a repeat; how much of each there is.

    For a database that nobody works on yet. Raises psycopg.Error as ops.restored refuses.
    """
    with psycopg.connect(address, autocommit=True) as connection:
        rows = connection.execute(
            "select r.what, r.total from ops.restored(p_as_of => %s) as r", [as_of]
        ).fetchall()
    return dict(rows)
