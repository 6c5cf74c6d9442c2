"""`oye-sql backup`: one consistent snapshot of all that is oye's, in one file."""

import contextlib
import os
import tempfile
from pathlib import Path

import psycopg

from oye_sql import archive, programs
from oye_sql.tree import SCHEMAS


class BackupError(Exception):
    """There is no backup; the message says why. A file that stood there is as it was."""


WHAT = """
select clock_timestamp(), current_database(), name
from core.migration order by number desc limit 1
"""


def look(address: str) -> archive.Manifest:
    """What a backup that begins now is of. Raises BackupError where the database holds no oye."""
    try:
        with psycopg.connect(address, application_name="oye-sql backup") as connection:
            connection.execute("set role oye_owner")
            connection.execute("set timezone = 'UTC'")
            row = connection.execute(WHAT).fetchone()
            version = connection.info.parameter_status("server_version") or ""
    except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidParameterValue) as error:
        # there is no such table, or no such role
        raise BackupError("the database holds no oye: there is nothing to back up") from error
    assert row is not None
    return archive.Manifest(row[0], row[1], version.split()[0], row[2])


def backup(address: str, path: Path) -> archive.Manifest:
    """Write a backup of the database to `path`, readable by its owner alone.

    It appears there whole, on the disk, or not at all; services go on meanwhile. The roles and
    their passwords are the cluster's and not in it. Raises BackupError, ProgramError,
    psycopg.Error.
    """
    if path.exists():
        raise BackupError(f"{path} is there already: name another file, or remove it")
    if not path.parent.is_dir():
        raise BackupError(f"there is no folder {path.parent}: make it, or name another file")
    manifest = look(address)
    program = programs.of_server(manifest.major, "pg_dump")
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # mode 0600
        os.close(handle)
        scratch = Path(name)
        try:
            programs.run(program, address, [*arguments(), f"--file={scratch}"])
            archive.seal(scratch, manifest)
            keep(scratch)
            scratch.replace(path)
            keep(path.parent)
        finally:
            with contextlib.suppress(FileNotFoundError):
                scratch.unlink()
    except OSError as error:
        raise BackupError(f"{path} can't be written: {error.strerror}") from error
    return manifest


def arguments() -> list[str]:
    """As the owner, whom no table is hidden from; what is in the schemas that are oye's."""
    only = [f"--schema={schema}" for schema in SCHEMAS]
    return [
        "--format=custom",
        "--role=oye_owner",
        "--no-password",
        "--lock-wait-timeout=60s",
        *only,
    ]


def keep(path: Path) -> None:
    """Have a file's bytes, or a folder's names, on the disk before going on."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
