"""The secrets of an installation: made once, kept, and read by whom they are for."""

from pathlib import Path

import psycopg.conninfo
import pytest
import secret_files
from oye_sql import people, roles


def test_each_service_finds_its_own_and_apply_finds_them_all(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    secret_files.make(folder, "db.example.org", "123:abc")
    passwords = roles.passwords_in(folder)
    assert sorted(passwords) == sorted(roles.LOGINS)
    assert len(set(passwords.values())) == len(roles.LOGINS)
    admin = psycopg.conninfo.conninfo_to_dict((folder / "admin").read_text())
    assert admin["password"] == (folder / "postgres_password").read_text()
    assert (admin["host"], admin["dbname"]) == ("db.example.org", "oye")
    match = people.TOKEN.fullmatch((folder / "api_token").read_text())
    assert match is not None
    assert match[2] == people.checksum(match[1])
    assert (folder / "telegram_token").read_text() == "123:abc"


def test_nobody_else_reaches_them_and_whoever_they_are_mounted_to_can_read(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    secret_files.make(folder, "postgres")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o444}


def test_what_is_there_stays_and_a_token_that_comes_later_is_taken(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    secret_files.make(folder, "postgres")
    before = {file.name: file.read_text() for file in folder.iterdir()}
    assert secret_files.make(folder, "elsewhere") == []
    assert secret_files.make(folder, "elsewhere", "123:abc") == ["telegram_token"]
    after = {file.name: file.read_text() for file in folder.iterdir()}
    assert after == {**before, "telegram_token": "123:abc"}


@pytest.mark.parametrize("left", ["admin", "postgres_password"])
def test_half_of_what_belongs_together_is_refused(tmp_path: Path, left: str) -> None:
    (tmp_path / left).write_text("x")
    with pytest.raises(ValueError, match=f"has {left} alone"):
        secret_files.make(tmp_path, "postgres")
    assert [file.name for file in tmp_path.iterdir()] == [left]
