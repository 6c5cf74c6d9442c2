"""A small folder of SQL that tests change, and an empty database to apply it to."""

import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from oye_sql import apply, testing, tree

FILES = {
    "migrations/0001_start.sql": """
        create schema core;
        create schema api;
        create table core.thing (name text primary key, size integer not null default 0);
    """,
    "core/size_of.sql": """
        create or replace function core.size_of(p_name text)
        returns integer language sql stable set search_path = ''
        begin atomic
            select t.size from core.thing t where t.name = p_name;
        end;
        comment on function core.size_of(text) is 'The size of a thing.';
    """,
    "api/thing_get.sql": """
        create or replace function api.thing_get(p_name text)
        returns integer language sql stable security definer set search_path = ''
        begin atomic
            select core.size_of(p_name);
        end;
    """,
    "grants.sql": """
        revoke all on all functions in schema core, api from public;
        grant usage on schema api to oye_api;
        grant execute on all functions in schema api to oye_api;
    """,
}


@dataclass(frozen=True)
class Folder:
    """A folder of SQL and the database that it is applied to."""

    path: Path
    address: str

    def write(self, name: str, text: str) -> None:
        (self.path / name).parent.mkdir(exist_ok=True)
        (self.path / name).write_text(text)

    def remove(self, name: str) -> None:
        (self.path / name).unlink()

    def apply(self, patience: float = 10.0) -> apply.Result:
        return apply.apply(self.address, tree.read(self.path), patience=patience)

    def ask(self, query: str) -> object:
        """The first column of the first row, as the superuser."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            cursor = connection.execute(query.encode())
            row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None

    def functions(self) -> list[str]:
        """Every function of the folder's schemas, with its arguments."""
        return str(
            self.ask(
                "select string_agg(oid::regprocedure::text, ' ' order by oid::regprocedure::text)"
                " from pg_proc where pronamespace::regnamespace::text in ('core', 'api')"
            )
        ).split()


@pytest.fixture
def folder(tmp_path: Path, oye_maker: testing.Maker) -> Iterator[Folder]:
    """The small folder, and a database of its own with nothing in it."""
    with testing.created(oye_maker, f"oye_empty_{secrets.token_hex(4)}") as address:
        found = Folder(tmp_path / "sql", address)
        found.path.mkdir()
        (found.path / "roles.sql").write_bytes((tree.FOLDER / "roles.sql").read_bytes())
        for name, text in FILES.items():
            found.write(name, text)
        yield found


@pytest.fixture
def folder_copy(tmp_path: Path) -> Path:
    """oye's own SQL files, to be changed."""
    names = ("migrations", *tree.SCHEMAS)
    for name in names:
        shutil.copytree(tree.FOLDER / name, tmp_path / "copy" / name)
    for name in ("roles.sql", "grants.sql"):
        shutil.copy(tree.FOLDER / name, tmp_path / "copy" / name)
    return tmp_path / "copy"
