"""`oye-sql restore`: a backup becomes a database that goes on where the other one stopped."""

import contextlib
import secrets
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from oye_sql import archive, backup, dump, embedded, place, problem, restore, tree, url
from oye_sql.testcall import Caller, Row
from oye_sql.testing import Database, Maker
from psycopg import sql

from .keeping import clear, databases, everything, fill, settable, worker

COUNT = 120


@pytest.fixture
def address(database: Database) -> str:
    """Ann's reminders, all due, none told; nobody is connected."""
    with database.connect("oye_ops") as ops, database.connect("oye_api") as api:
        fill(database, Caller(ops, "ops"), Caller(api, "api"), COUNT)
    clear(database)
    return database.owner_url


@pytest.fixture
def into(oye_maker: Maker) -> Iterator[str]:
    """The name of a database that isn't there; whatever a test makes of it goes."""
    name = f"oye_restored_{secrets.token_hex(4)}"
    yield name
    drop = sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
    oye_maker.connection.execute(drop)


@pytest.fixture
def saved(address: str, tmp_path: Path) -> Path:
    path = tmp_path / "oye.dump"
    backup.backup(address, path)
    return path


def sent(address: str, limit: int = 100) -> list[Row]:
    """All that one worker sends until nothing is left."""
    found: list[Row] = []
    with worker(address) as fire:
        while rows := fire.deliver(limit):
            found += rows
    return found


def test_every_row_every_next_occurrence_every_owner_and_grant_is_the_same(
    address: str, into: str, tmp_path: Path
) -> None:
    with worker(address) as fire:
        fire.deliver(40)
    backup.backup(address, tmp_path / "oye.dump")
    done = restore.restore(address, tmp_path / "oye.dump", tree.read(), into=into)
    before, after = everything(address), everything(done.address)
    assert len(before["reminder_next"]) > 1
    assert len(before["delivery"]) >= 40
    assert after == before
    with psycopg.connect(address) as old:
        same = old.info.server_version // 10000 == embedded.major()
        old.execute("drop schema test cascade")
        old.execute((tree.FOLDER / "core" / "now.sql").read_bytes())
        old.commit()
    if same:
        assert told(done.address) == told(address)


def told(address: str) -> list[str]:
    """Each object, its owner, grants, comment; not what PostgreSQL words anew each time."""
    words = ("ALTER", "COMMENT", "CREATE", "GRANT", "REVOKE")
    return [line for line in dump.dump(address).splitlines() if line.startswith(words)]


def test_under_load_nothing_is_lost_and_what_is_sent_twice_says_so_the_second_time(
    address: str, into: str, tmp_path: Path
) -> None:
    before, stop, begun, counts = [], threading.Event(), threading.Event(), []

    def work() -> None:
        with worker(address) as fire:
            while not stop.is_set() and (rows := fire.deliver(2)):
                before.extend(rows)
                begun.set()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    assert begun.wait(20)
    counts.append(len(before))
    backup.backup(address, tmp_path / "oye.dump")
    counts.append(len(before))
    stop.set()
    thread.join(20)
    assert counts[1] > counts[0] > 0, "it fired while the backup was made"
    before += sent(address)
    done = restore.restore(address, tmp_path / "oye.dump", tree.read(), into=into)
    after = sent(done.address)
    texts = {f"number {number}" for number in range(COUNT)} | {"daily"}
    assert {row["text"] for row in before} == texts
    again = {row["text"] for row in after}
    assert {row["text"] for row in after if not row["perhaps_repeat"]} == set()
    with psycopg.connect(done.address) as connection:
        told = connection.execute(
            "select text, outcome, count(*) from core.occurrence group by 1, 2"
        ).fetchall()
    assert sorted(told) == sorted((text, "delivered", 1) for text in texts)
    assert 0 < len(again) < len(texts), "what the backup knows to be sent is not sent again"


def test_fires_go_on_and_what_comes_later_is_no_repeat(
    address: str, into: str, saved: Path
) -> None:
    done = restore.restore(address, saved, tree.read(), into=into)
    assert done.marked["reminders that came due since"] == COUNT + 1
    assert {row["perhaps_repeat"] for row in sent(done.address)} == {True}
    clock = settable(done.address)
    clock.advance(timedelta(days=1))
    [row] = sent(done.address)
    assert (row["text"], row["perhaps_repeat"], row["missed_before"]) == ("daily", False, 0)


def test_a_lease_of_the_backup_s_time_runs_out_and_its_send_is_said_to_be_unknown(
    address: str, into: str, tmp_path: Path
) -> None:
    with worker(address) as fire:
        claimed = fire.claim(1)
        assert fire.begin(claimed) == ["go"]
    backup.backup(address, tmp_path / "oye.dump")
    done = restore.restore(address, tmp_path / "oye.dump", tree.read(), into=into)
    assert done.marked["deliveries that are perhaps a repeat"] == 1
    assert next(row["perhaps_repeat"] for row in sent(done.address, 1))
    with psycopg.connect(done.address) as connection:
        outcomes = connection.execute(
            "select outcome from core.attempt where delivery_id = %s order by fence",
            [claimed[0]["delivery_id"]],
        ).fetchall()
    assert outcomes == [("unknown",), ("sent",)]


def test_what_is_there_is_refused_and_stays(address: str, saved: Path) -> None:
    rows, names = everything(address), databases(address)
    with pytest.raises(restore.RestoreError, match=r"is not empty.*--into.*--replace"):
        restore.restore(address, saved, tree.read())
    assert (everything(address), databases(address)) == (rows, names)


def test_replaced_it_is_kept_under_another_name(
    address: str, saved: Path, oye_maker: Maker
) -> None:
    sent(address)
    name = url.parts(address)["dbname"]
    rows = everything(address)
    done = restore.restore(address, saved, tree.read(), replace=True)
    assert done.kept is not None
    assert everything(url.changed(address, dbname=done.kept)) == rows
    assert len(sent(address)) == COUNT + 1
    oye_maker.connection.execute(
        sql.SQL("drop database {} with (force)").format(sql.Identifier(done.kept))
    )
    assert not {one for one in databases(address) if one.startswith(name) and one != name}


def test_an_empty_database_gives_way(
    address: str, saved: Path, into: str, oye_maker: Maker
) -> None:
    oye_maker.connection.execute(sql.SQL("create database {}").format(sql.Identifier(into)))
    names = databases(address)
    done = restore.restore(url.changed(address, dbname=into), saved, tree.read())
    assert (done.kept, databases(address)) == (None, names)
    assert everything(done.address) == everything(address)


def test_while_somebody_works_on_it_nothing_is_replaced(
    address: str, saved: Path, database: Database
) -> None:
    names = databases(address)
    with (
        database.connect("oye_fire"),
        pytest.raises(place.PlaceError, match="1 sessions are connected to database"),
    ):
        restore.restore(address, saved, tree.read(), replace=True)
    assert databases(address) == names


def test_who_connects_meanwhile_keeps_the_name(
    address: str, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names, rows = databases(address), everything(address)
    mark = restore.mark
    with contextlib.ExitStack() as stack:

        def marked(*arguments: object) -> dict[str, int]:
            stack.enter_context(psycopg.connect(address))
            return mark(*arguments)

        monkeypatch.setattr(restore, "mark", marked)
        with pytest.raises(place.PlaceError, match="stop the services first"):
            restore.restore(address, saved, tree.read(), replace=True)
    assert (databases(address), everything(address)) == (names, rows)


def test_who_may_make_no_database_is_told_what_is_missing(
    database: Database, saved: Path, into: str
) -> None:
    said = 'oye_calc may not make databases: .* must run alter role "oye_calc" createdb'
    with pytest.raises(place.PlaceError, match=said):
        restore.restore(database.url("oye_calc"), saved, tree.read(), into=into)


def test_a_damaged_file_makes_nothing(address: str, saved: Path, into: str) -> None:
    names = databases(address)
    saved.write_bytes(saved.read_bytes()[:-3000])
    with pytest.raises(archive.ArchiveError, match="is cut off"):
        restore.restore(address, saved, tree.read(), into=into)
    assert databases(address) == names


def test_a_restore_that_fails_in_the_middle_leaves_nothing(
    address: str, saved: Path, into: str, folder_copy: Path
) -> None:
    names = databases(address)
    (folder_copy / "core" / "now.sql").write_text("create function core.now() returns nonsense")
    with pytest.raises(problem.ApplyError, match=r"core/now\.sql"):
        restore.restore(address, saved, tree.read(folder_copy), into=into)
    assert databases(address) == names


def test_a_backup_of_a_newer_release_is_refused(
    address: str, saved: Path, into: str, folder_copy: Path
) -> None:
    newest = max((folder_copy / "migrations").glob("*.sql"))
    newest.unlink()
    name = newest.name.partition(".")[0]
    with pytest.raises(restore.RestoreError, match=f"has migration {name}, these files"):
        restore.restore(address, saved, tree.read(folder_copy), into=into)


def test_a_backup_of_a_newer_server_is_refused(address: str, saved: Path, into: str) -> None:
    whole = saved.read_bytes()
    saved.write_bytes(whole[: whole.rindex(archive.MARK)])
    now = backup.look(address)
    newer = archive.Manifest(now.taken_at, now.database, "99.1", now.migration)
    archive.seal(saved, newer)
    with pytest.raises(restore.RestoreError, match="is from PostgreSQL 99"):
        restore.restore(address, saved, tree.read(), into=into)
