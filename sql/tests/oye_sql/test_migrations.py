"""Numbered migrations: each once, in order, never changed afterwards."""

import pytest
from oye_sql import problem, tree

from .conftest import Folder


def test_an_applied_migration_may_not_change(folder: Folder) -> None:
    folder.apply()
    path = folder.path / "migrations" / "0001_start.sql"
    path.write_text(path.read_text() + "\n-- an afterthought\n")
    with pytest.raises(problem.ApplyError, match=r"migrations/0001_start\.sql is not what was run"):
        folder.apply()


def test_a_database_that_is_newer_than_the_files_is_left_alone(folder: Folder) -> None:
    folder.write("migrations/0002_more.sql", "create table core.more (id integer)")
    folder.apply()
    folder.remove("migrations/0002_more.sql")
    folder.remove("api/thing_get.sql")
    with pytest.raises(problem.ApplyError, match="newer than these files: it has migration 0002"):
        folder.apply()
    assert folder.functions() == ["api.thing_get(text)", "core.size_of(text)"]


def test_a_migration_may_not_slip_in_before_one_that_was_run(folder: Folder) -> None:
    folder.write("migrations/0003_later.sql", "create table core.later (id integer)")
    folder.apply()
    folder.write("migrations/0002_earlier.sql", "create table core.earlier (id integer)")
    with pytest.raises(problem.ApplyError, match="give it the next free number"):
        folder.apply()


def test_two_of_one_number_are_refused(folder: Folder) -> None:
    folder.write("migrations/0001_again.sql", "select 1")
    with pytest.raises(tree.TreeError, match="two migrations bear the number 0001"):
        folder.apply()


def test_an_index_is_built_outside_of_the_transaction(folder: Folder) -> None:
    folder.write(
        "migrations/0002_by_size.notx.sql",
        "create index concurrently if not exists thing_by_size on core.thing (size)",
    )
    folder.write("migrations/0003_after.sql", "create table core.after (id integer)")
    assert folder.apply().migrations == ("0001_start", "0002_by_size", "0003_after")
    valid = "select indisvalid from pg_index where indexrelid = 'core.thing_by_size'::regclass"
    assert folder.ask(valid)
    assert folder.ask("select tableowner from pg_tables where tablename = 'after'") == "oye_owner"
    assert str(folder.apply()) == "up to date"


def test_a_failure_outside_the_transaction_keeps_what_came_before(folder: Folder) -> None:
    folder.write(
        "migrations/0002_bad.notx.sql", "create index concurrently on core.thing (nothing)"
    )
    folder.write("migrations/0003_after.sql", "create table core.after (id integer)")
    with pytest.raises(problem.ApplyError, match=r"0002_bad\.notx\.sql: column \"nothing\""):
        folder.apply()
    assert folder.ask("select string_agg(name, ' ') from core.migration") == "0001_start"


def test_an_index_that_was_left_half_built_is_not_taken_for_done(folder: Folder) -> None:
    folder.apply()
    folder.ask("insert into core.thing (name, size) values ('a', 1), ('b', 1)")
    folder.write(
        "migrations/0002_by_size.notx.sql",
        "create unique index concurrently if not exists thing_by_size on core.thing (size)",
    )
    with pytest.raises(problem.ApplyError, match="could not create unique index"):
        folder.apply()
    with pytest.raises(problem.ApplyError, match=r"core\.thing_by_size is invalid"):
        folder.apply()
    folder.ask("drop index core.thing_by_size")
    folder.ask("update core.thing set size = 2 where name = 'b'")
    assert folder.apply().migrations == ("0002_by_size",)


def test_a_migration_may_drop_a_function_that_stands_in_its_way(folder: Folder) -> None:
    folder.apply()
    folder.write(
        "migrations/0002_bigger.sql",
        "drop function api.thing_get, core.size_of;"
        " alter table core.thing alter column size type integer using size + 1;",
    )
    assert folder.apply().written == 2
    assert folder.functions() == ["api.thing_get(text)", "core.size_of(text)"]
