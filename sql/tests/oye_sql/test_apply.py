"""What `oye-sql apply` promises, on a small folder of SQL."""

import secrets
import threading
import time

import psycopg
import pytest
from oye_sql import apply, problem, testing, tree, url, waiting
from psycopg import sql

from .conftest import FILES, Folder

THING_GET = FILES["api/thing_get.sql"]


def test_a_fresh_database_gets_everything(folder: Folder) -> None:
    result = folder.apply()
    assert result.migrations == ("0001_start",)
    assert result.written == 2
    assert folder.functions() == ["api.thing_get(text)", "core.size_of(text)"]
    assert folder.ask("select has_function_privilege('oye_api', 'api.thing_get(text)', 'execute')")
    owner = "select pg_get_userbyid(proowner) from pg_proc where proname = 'thing_get'"
    assert folder.ask(owner) == "oye_owner"


def test_a_second_run_changes_nothing_and_says_so(folder: Folder) -> None:
    folder.apply()
    rows = "select string_agg(xmin || path, ' ' order by path) from core.applied_file"
    before = folder.ask(rows)
    assert str(folder.apply()) == "up to date"
    assert folder.ask(rows) == before


def test_a_changed_body_replaces_the_function_in_place(folder: Folder) -> None:
    folder.apply()
    oid = "select 'api.thing_get(text)'::regprocedure::oid"
    before = folder.ask(oid)
    folder.write("api/thing_get.sql", THING_GET.replace("size_of(p_name)", "size_of(p_name) + 1"))
    assert folder.apply().written == 1
    assert folder.ask(oid) == before


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("p_name text)", "p_name text, p_more integer default 0)", "api.thing_get(text,integer)"),
        ("returns integer", "returns bigint", "api.thing_get(text)"),
        ("(p_name", "(p_other", "api.thing_get(text)"),
    ],
)
def test_a_changed_signature_leaves_no_overload(
    folder: Folder, old: str, new: str, expected: str
) -> None:
    folder.apply()
    text = THING_GET.replace(old, new)
    if "p_other" in new:
        text = text.replace("p_name", "p_other")
    folder.write("api/thing_get.sql", text)
    folder.apply()
    assert folder.functions() == [expected, "core.size_of(text)"]
    allowed = f"select has_function_privilege('oye_api', '{expected}', 'execute')"
    assert folder.ask(allowed), "the grants came back with the new function"


def test_our_own_callers_of_a_changed_signature_are_bound_anew(folder: Folder) -> None:
    folder.apply()
    text = FILES["core/size_of.sql"].replace("p_name text)", "p_name text, p_unit text default '')")
    folder.write("core/size_of.sql", text.replace("size_of(text)", "size_of(text, text)"))
    folder.apply()
    assert folder.functions() == ["api.thing_get(text)", "core.size_of(text,text)"]
    assert str(folder.apply()) == "up to date"


def test_a_function_whose_file_has_gone_is_dropped(folder: Folder) -> None:
    folder.apply()
    folder.remove("api/thing_get.sql")
    assert folder.apply().dropped == ("api.thing_get",)
    assert folder.functions() == ["core.size_of(text)"]


def test_a_function_that_somebody_dropped_comes_back(folder: Folder) -> None:
    folder.apply()
    folder.ask("drop function api.thing_get(text)")
    assert folder.apply().written == 1
    assert folder.functions() == ["api.thing_get(text)", "core.size_of(text)"]


@pytest.mark.parametrize("change", ["signature", "gone"])
def test_what_others_built_on_a_function_is_named_and_nothing_changes(
    folder: Folder, change: str
) -> None:
    folder.apply()
    folder.ask("create view public.report as select core.size_of('a')")
    before = folder.ask("select 'core.size_of(text)'::regprocedure::oid")
    folder.write("migrations/0002_more.sql", "create table core.more (id integer)")
    if change == "gone":
        folder.remove("core/size_of.sql")
        folder.remove("api/thing_get.sql")
    else:
        text = FILES["core/size_of.sql"].replace("returns integer", "returns bigint")
        folder.write("core/size_of.sql", text.replace("t.size", "t.size::bigint"))
    with pytest.raises(problem.ApplyError, match=r"view public\.report outside of oye's SQL"):
        folder.apply()
    assert folder.ask("select 'core.size_of(text)'::regprocedure::oid") == before
    assert folder.ask("select to_regclass('core.more')") is None
    assert folder.ask("select count(*) from core.migration") == 1


def test_a_poisoned_function_rolls_everything_back(folder: Folder) -> None:
    folder.apply()
    folder.write("migrations/0002_more.sql", "create table core.more (id integer)")
    folder.write("api/bad.sql", THING_GET.replace("thing_get", "bad").replace("p_name)", "p_nome)"))
    with pytest.raises(problem.ApplyError, match=r"api/bad\.sql:5: column \"p_nome\""):
        folder.apply()
    assert folder.ask("select to_regclass('core.more')") is None


def test_a_file_must_create_the_function_of_its_name(folder: Folder) -> None:
    folder.write("api/other.sql", THING_GET)
    with pytest.raises(problem.ApplyError, match=r"api/other\.sql creates no function api\.other"):
        folder.apply()
    assert folder.ask("select to_regnamespace('core')") is None


def test_two_at_once_do_the_work_once(folder: Folder) -> None:
    with psycopg.connect(folder.address, autocommit=True) as holder:
        # both are made to wait at the same place, so that they do meet
        holder.execute("select pg_advisory_lock(%s)", [waiting.LOCK])
        results: list[str] = []
        threads = [
            threading.Thread(target=lambda: results.append(str(folder.apply()))) for _ in "ab"
        ]
        for thread in threads:
            thread.start()
        until = time.monotonic() + 30
        asking = 0
        while asking < 2 and time.monotonic() < until:
            cursor = holder.execute(
                "select count(*) from pg_stat_activity where application_name = 'oye-sql apply'"
                " and datname = current_database() and query like '%pg_try_advisory_lock%'"
            )
            asking = cursor.fetchall()[0][0]
        holder.execute("select pg_advisory_unlock(%s)", [waiting.LOCK])
        assert asking == 2
        for thread in threads:
            thread.join()
    assert sorted(results) == ["migration 0001_start, 2 functions written", "up to date"]


def test_a_lock_of_others_is_waited_for_and_then_named(folder: Folder) -> None:
    folder.apply()
    folder.write("migrations/0002_more.sql", "alter table core.thing add column more text")
    with psycopg.connect(folder.address) as holder:
        holder.execute("lock table core.thing in access share mode")
        with pytest.raises(problem.ApplyError, match="another session keeps a lock"):
            folder.apply(patience=0)
    assert folder.apply().migrations == ("0002_more",)


def test_an_address_that_is_none_is_refused_without_repeating_it() -> None:
    with pytest.raises(url.UrlError) as refused:
        url.parts("postgres:/secret@")
    assert "secret" not in str(refused.value)


def test_a_database_that_cannot_hold_every_script_is_refused(
    folder: Folder, oye_maker: testing.Maker
) -> None:
    name = f"oye_ascii_{secrets.token_hex(4)}"
    oye_maker.connection.execute(
        sql.SQL("create database {} encoding 'SQL_ASCII' locale 'C' template template0").format(
            sql.Identifier(name)
        )
    )
    try:
        with pytest.raises(problem.ApplyError, match="encoding is SQL_ASCII"):
            apply.apply(url.changed(folder.address, dbname=name), tree.read(folder.path))
    finally:
        oye_maker.connection.execute(sql.SQL("drop database {}").format(sql.Identifier(name)))
