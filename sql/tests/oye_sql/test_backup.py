"""`oye-sql backup`: a file that is whole or not there, and what refuses to be one."""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from oye_sql import archive, backup, main, programs, testing
from oye_sql.testing import Database

from .keeping import clear


@pytest.fixture
def address(database: Database) -> str:
    clear(database)
    return database.owner_url


@pytest.fixture
def empty(oye_maker: testing.Maker) -> Iterator[str]:
    with testing.created(oye_maker, f"oye_empty_{secrets.token_hex(4)}") as found:
        yield found


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main.main([*arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_it_says_what_it_is_of_and_only_its_owner_may_read_it(address: str, tmp_path: Path) -> None:
    path = tmp_path / "oye.dump"
    manifest = backup.backup(address, path)
    assert archive.read(path) == manifest
    assert datetime.now(UTC) - manifest.taken_at < timedelta(minutes=1)
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_the_command_prints_where_it_is(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OYE_DIR", str(tmp_path))
    assert run("backup", "--url", address) == 0
    said = capfd.readouterr()
    path = Path(said.out.strip())
    assert path.parent == tmp_path / "backups"
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert str(archive.read(path)) in said.err


def test_a_folder_that_is_not_there_is_not_made(
    address: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "missing"
    assert run("backup", str(folder / "oye.dump"), "--url", address) == 1
    said = f"oye-sql: there is no folder {folder}: make it, or name another file\n"
    assert capfd.readouterr().err == said
    assert not folder.exists()


def test_a_file_that_is_there_is_not_overwritten(
    address: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "diary.txt"
    path.write_text("dear diary")
    assert run("backup", str(path), "--url", address) == 1
    assert "is there already" in capfd.readouterr().err
    assert path.read_text() == "dear diary"


def test_a_database_without_oye_is_told_so(empty: str, tmp_path: Path) -> None:
    with pytest.raises(backup.BackupError, match="holds no oye"):
        backup.backup(empty, tmp_path / "oye.dump")
    assert list(tmp_path.iterdir()) == []


def test_one_that_breaks_off_leaves_nothing(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "arguments", lambda: ["--format=custom", "--schema=nowhere"])
    with pytest.raises(programs.ProgramError, match=r"^pg_dump failed: .*no matching schemas"):
        backup.backup(address, tmp_path / "oye.dump")
    assert list(tmp_path.iterdir()) == []


def test_where_it_can_t_be_written_that_is_said(address: str, tmp_path: Path) -> None:
    """The name fits, and that of the file that it is first written to doesn't."""
    with pytest.raises(backup.BackupError, match="can't be written: File name too long"):
        backup.backup(address, tmp_path / ("x" * 255))


def test_programs_of_another_version_are_refused_in_words(
    address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(programs, "version", lambda program: 14)
    assert run("backup", str(tmp_path / "oye.dump"), "--url", address) == 1
    assert "there is no pg_dump of that version here (found: 14 in" in capfd.readouterr().err


def test_the_operator_says_that_a_database_went_back_in_time(
    address: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """After a recovery to a point in time, which no restore of ours has seen."""
    assert run("restored", "--url", address, "2026-01-01T09:00Z") == 0
    assert "deliveries that are perhaps a repeat: 0" in capfd.readouterr().out
    assert run("restored", "--url", address, "2026-01-01T09:00") == 2
    assert "names no offset" in capfd.readouterr().err
    assert run("restored", "--url", address, "9999-01-01T09:00Z") == 1
    assert "lies in the past: give that one" in capfd.readouterr().err
