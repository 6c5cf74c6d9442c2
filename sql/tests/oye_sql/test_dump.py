"""The schema dump and the contract: the same from the same files, whenever and wherever made."""

import json
from pathlib import Path

import psycopg
import pytest
from oye_sql import contract, dump, embedded, tree, url, verify
from oye_sql.testserver import Server

from .conftest import Folder


@pytest.fixture(autouse=True)
def same_version(oye_server: Server) -> None:
    """A dump is made by the embedded version alone, and only of its own kind."""
    with psycopg.connect(oye_server.address) as connection:
        if connection.info.server_version // 10000 != embedded.major():
            pytest.skip("dumps are compared on the embedded server's version only")


def test_two_databases_of_the_same_files_have_the_same_dump(folder: Folder) -> None:
    folder.apply()
    first = dump.dump(folder.address)
    with verify.applied(folder.path) as address:
        assert dump.dump(address) == first
    assert "CREATE FUNCTION api.thing_get(p_name text)" in first
    assert "GRANT ALL ON FUNCTION api.thing_get(p_name text) TO oye_api" in first
    assert "OWNER TO oye_owner" in first


def test_what_is_committed_is_what_the_files_amount_to() -> None:
    with verify.applied(tree.FOLDER) as address:
        assert verify.differs(tree.FOLDER / "schema.dump.sql", dump.dump(address)) is None
        written = contract.write(contract.read(address))
    assert verify.differs(tree.FOLDER.parent / "contracts" / "sql.json", written) is None


def test_an_upgraded_database_has_the_dump_of_a_fresh_one(folder: Folder) -> None:
    folder.apply()
    folder.ask("insert into core.thing values ('a', 1)")
    folder.write("migrations/0002_more.sql", "alter table core.thing add column more text")
    folder.remove("api/thing_get.sql")
    folder.apply()
    with verify.applied(folder.path) as address:
        assert dump.dump(address) == dump.dump(folder.address)


def test_months_and_versions_stay_out_of_the_dump(folder: Folder) -> None:
    folder.write(
        "migrations/0002_months.sql",
        "create table core.event (at timestamptz not null) partition by range (at);"
        "create table core.event_2026_11 partition of core.event"
        " for values from ('2026-11-01') to ('2026-12-01');",
    )
    folder.apply()
    text = dump.dump(folder.address)
    assert "CREATE TABLE core.event (" in text
    assert "2026" not in text
    assert "Dumped" not in text
    assert "restrict" not in text


def test_the_contract_tells_what_a_function_takes_gives_and_who_may_call_it(folder: Folder) -> None:
    folder.write(
        "api/thing_list.sql",
        """create function api.thing_list(p_limit integer, p_like text default '')
        returns table (name text, size integer) language sql
        as $$ select t.name, t.size from core.thing t limit p_limit $$;
        comment on function api.thing_list(integer, text) is E'Lists.\\nSlowly.';""",
    )
    folder.apply()
    found = {one["name"]: one for one in contract.read(folder.address)}["thing_list"]
    assert found["arguments"] == [
        {"name": "p_limit", "type": "integer", "default": False},
        {"name": "p_like", "type": "text", "default": True},
    ]
    assert found["returns"]["columns"] == [
        {"name": "name", "type": "text"},
        {"name": "size", "type": "integer"},
    ]
    assert (found["comment"], found["roles"]) == ("Lists.", ["oye_api"])
    written = contract.write([found])
    assert json.loads(written) == {"functions": [found]}


def test_a_function_without_operation_and_the_reverse_are_named(folder: Folder) -> None:
    folder.apply()
    openapi = """
paths:
  /a: {get: {operationId: thing_find}}
  /b: {get: {operationId: whatever, x-sql: none}}
  /c: {get: {operationId: another, x-sql: thing_get}}
"""
    wrong = contract.mismatch(contract.read(folder.address), openapi)
    assert wrong == ["operation thing_find has no function api.thing_find"]
    wrong = contract.mismatch(contract.read(folder.address), "paths: {}")
    assert wrong == ["api.thing_get has no operation in contracts/openapi.yaml"]


def test_a_difference_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "schema.dump.sql"
    path.write_text("one\ntwo\n")
    assert verify.differs(path, "one\ntwo\n") is None
    assert "+three" in str(verify.differs(path, "one\nthree\n"))


def test_an_address_survives_being_taken_apart() -> None:
    address = "postgresql://a%40b:p%2Fw@[::1]:5433/d%20b?sslmode=require"
    assert url.parts(url.write(url.parts(address))) == url.parts(address)
    assert "p/w" not in url.shown(address)
    assert url.parts(url.changed(address, user="c"))["user"] == "c"
