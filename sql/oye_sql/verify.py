"""What may drift, compared by a machine: the files against what is committed beside them."""

import contextlib
import difflib
import itertools
from collections.abc import Iterator
from pathlib import Path

from psycopg import connect

from oye_sql import apply, testserver, tree, url


@contextlib.contextmanager
def applied(folder: Path) -> Iterator[str]:
    """A throw-away embedded server with the files applied; yields the database's URL."""
    with testserver.throwaway() as server:
        with connect(server.address, autocommit=True) as connection:
            connection.execute("create database oye_verify")
        address = url.changed(server.address, dbname="oye_verify")
        apply.apply(address, tree.read(folder))
        yield address


def differs(path: Path, wanted: str) -> str | None:
    """What separates a committed file from what it should hold, in short; None if nothing."""
    there = path.read_text() if path.exists() else ""
    if there == wanted:
        return None
    lines = difflib.unified_diff(
        there.splitlines(), wanted.splitlines(), f"{path.name} (committed)", "as it is", "", "", 1
    )
    return "\n".join(itertools.islice((line.rstrip("\n") for line in lines), 40))
