"""The folder of SQL files: what is there, in which order, with which hash."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

SCHEMAS = ("core", "api", "calc", "fire", "ops")
FOLDER = Path(__file__).resolve().parents[1]


class TreeError(Exception):
    """The folder is not laid out as apply needs it; the message says which file and how."""


@dataclass(frozen=True)
class SqlFile:
    """One file: its path within the folder, its bytes, their SHA-256 in hex."""

    path: str
    text: bytes
    sha256: str


@dataclass(frozen=True)
class Migration:
    """A numbered file that is run once. `in_transaction` is false for NNNN_*.notx.sql."""

    number: int
    name: str
    file: SqlFile
    in_transaction: bool


@dataclass(frozen=True)
class FunctionFile:
    """A file that creates the function of its own name: api/reminder_create.sql."""

    schema: str
    name: str
    file: SqlFile

    @property
    def qualified(self) -> str:
        return f"{self.schema}.{self.name}"


@dataclass(frozen=True)
class Tree:
    """All that apply brings to a database."""

    folder: Path
    roles: SqlFile
    grants: SqlFile
    migrations: tuple[Migration, ...]
    functions: tuple[FunctionFile, ...]


def read_file(folder: Path, path: Path) -> SqlFile:
    text = path.read_bytes()
    return SqlFile(path.relative_to(folder).as_posix(), text, hashlib.sha256(text).hexdigest())


def read_migrations(folder: Path) -> tuple[Migration, ...]:
    found: list[Migration] = []
    for path in sorted((folder / "migrations").glob("*.sql")):
        match = re.fullmatch(r"(\d{4})_([a-z0-9_]+)(\.notx)?\.sql", path.name)
        if match is None:
            raise TreeError(
                f"migrations/{path.name}: a migration is named NNNN_what_it_does.sql, or "
                "NNNN_what_it_does.notx.sql where it must run outside a transaction"
            )
        number, name = int(match[1]), match[1] + "_" + match[2]
        if found and found[-1].number == number:
            raise TreeError(f"two migrations bear the number {match[1]}: {found[-1].name}, {name}")
        found.append(Migration(number, name, read_file(folder, path), match[3] is None))
    return tuple(found)


def read_functions(folder: Path) -> tuple[FunctionFile, ...]:
    """The function files in the order in which they are tried: core first, then by name."""
    found = []
    for schema in SCHEMAS:
        for path in sorted((folder / schema).glob("*.sql")):
            if re.fullmatch(r"[a-z][a-z0-9_]*", path.stem) is None:
                raise TreeError(f"{schema}/{path.name}: a file is named as the function it creates")
            found.append(FunctionFile(schema, path.stem, read_file(folder, path)))
    return tuple(found)


def read(folder: Path = FOLDER) -> Tree:
    """Read the whole folder. Raises TreeError where something is missing or misnamed."""
    for name in ("roles.sql", "grants.sql"):
        if not (folder / name).is_file():
            raise TreeError(f"{folder} holds no {name}: it is not the folder of oye's SQL")
    return Tree(
        folder,
        read_file(folder, folder / "roles.sql"),
        read_file(folder, folder / "grants.sql"),
        read_migrations(folder),
        read_functions(folder),
    )
