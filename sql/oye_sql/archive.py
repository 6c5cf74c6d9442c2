"""A backup as a file: pg_dump's custom format, and after it a line that says what it is.

The line holds a SHA-256 of all before it, so that a file that was cut off or changed is known
before anything is done with it. pg_restore doesn't read that far: to it the file is an archive as
any other (PostgreSQL, pg_dump, --format=custom).
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

MARK = b"\noye-backup "
LONGEST = 4096  # bytes of the line
HEAD = b"PGDMP"


class ArchiveError(Exception):
    """The file is no whole backup; the message says what is wrong with it."""


@dataclass(frozen=True)
class Manifest:
    """What a backup is of. `taken_at`: by the database's clock, not after what it holds (UTC)."""

    taken_at: datetime
    database: str
    server_version: str
    migration: str

    @property
    def major(self) -> int:
        """The server's major version."""
        return int(self.server_version.split(".")[0])

    def __str__(self) -> str:
        return (
            f"{self.database} as of {self.taken_at:%Y-%m-%d %H:%M:%SZ}, schema {self.migration}, "
            f"PostgreSQL {self.server_version}"
        )


def digest(path: Path, length: int) -> str:
    """SHA-256, in hex, of the first `length` bytes of a file."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while length > 0 and (block := file.read(min(length, 1 << 20))):
            found.update(block)
            length -= len(block)
    return found.hexdigest()


def seal(path: Path, manifest: Manifest) -> None:
    """Append the line to what pg_dump wrote."""
    told = asdict(manifest) | {"taken_at": manifest.taken_at.isoformat()}
    line = told | {"sha256": digest(path, path.stat().st_size)}
    with path.open("ab") as file:
        file.write(MARK + json.dumps(line).encode())


def read(path: Path) -> Manifest:
    """Check a whole backup and say what it is of. Raises ArchiveError."""
    try:
        with path.open("rb") as file:
            head = file.read(len(HEAD))
            size = file.seek(0, 2)
            file.seek(max(0, size - LONGEST))
            tail = file.read()
    except OSError as error:
        raise ArchiveError(f"{path} can't be read: {error.strerror}") from error
    if head != HEAD:
        raise ArchiveError(f"{path} is no backup: ./just backup makes one")
    _, mark, line = tail.rpartition(MARK)
    try:
        told = json.loads(line)
        sha256 = told.pop("sha256")
        manifest = Manifest(**told | {"taken_at": datetime.fromisoformat(told["taken_at"])})
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ArchiveError(
            f"{path} is cut off, or was not made by ./just backup: the line that says what it is "
            "of is missing at its end. docs/operating.md tells how to restore a pg_dump by hand"
        ) from None
    if digest(path, size - len(mark) - len(line)) != sha256:
        raise ArchiveError(f"{path} is damaged: it is not what was written (its SHA-256 differs)")
    return manifest
