"""Who is signed in after `./just up`."""

import json
from pathlib import Path

import pytest
import signin
from oye_sql.home import Home
from oye_sql.testing import Database

URL = "http://127.0.0.1:8765"
PERSONS = "select count(*) from core.person"


def count(database: Database) -> int:
    found: int = database.connect().execute(PERSONS).fetchall()[0][0]
    return found


def test_the_first_start_makes_a_person_and_two_secrets(database: Database, tmp_path: Path) -> None:
    run = Home(tmp_path)
    signin.sign_in(run, database.owner_url, URL)
    config = json.loads(run.cli.read_text())
    assert config["url"] == URL
    assert config["token"].startswith("oye_")
    assert run.bot_token.read_text().startswith("oye_")
    assert {path.stat().st_mode & 0o777 for path in (run.cli, run.bot_token)} == {0o600}
    assert count(database) == 1


def test_a_second_start_keeps_them_and_follows_the_port(database: Database, tmp_path: Path) -> None:
    run = Home(tmp_path)
    signin.sign_in(run, database.owner_url, URL)
    before = json.loads(run.cli.read_text())
    signin.sign_in(run, database.owner_url, "http://127.0.0.1:9999")
    assert json.loads(run.cli.read_text()) == {**before, "url": "http://127.0.0.1:9999"}
    assert count(database) == 1


def test_another_database_gets_a_person_of_its_own(database: Database, tmp_path: Path) -> None:
    run = Home(tmp_path)
    signin.sign_in(run, database.owner_url, URL)
    run.folder.joinpath("database").write_text("the one before a reset")
    database.connect().execute("delete from core.token")
    before = run.cli.read_text()
    signin.sign_in(run, database.owner_url, URL)
    assert run.cli.read_text() != before
    assert count(database) == 2


def test_one_that_was_restored_knows_who_is_signed_in(database: Database, tmp_path: Path) -> None:
    run = Home(tmp_path)
    signin.sign_in(run, database.owner_url, URL)
    run.folder.joinpath("database").write_text("the one that the backup was made of")
    before = (run.cli.read_text(), run.bot_token.read_text())
    signin.sign_in(run, database.owner_url, URL)
    assert (run.cli.read_text(), run.bot_token.read_text()) == before
    assert count(database) == 1


@pytest.mark.parametrize("revoked", [False, True])
def test_who_signed_out_is_signed_in_again_as_the_same_person(
    database: Database, tmp_path: Path, revoked: bool
) -> None:
    run = Home(tmp_path)
    signin.sign_in(run, database.owner_url, URL)
    bot = run.bot_token.read_text()
    run.cli.write_text(json.dumps({"url": URL}))
    if revoked:
        database.connect().execute("delete from core.token where label like 'cli%'")
    signin.sign_in(run, database.owner_url, URL)
    assert json.loads(run.cli.read_text())["token"].startswith("oye_")
    assert run.bot_token.read_text() == bot
    assert count(database) == 1


def test_who_left_is_followed_by_somebody_new(database: Database, tmp_path: Path) -> None:
    run = Home(tmp_path)
    signin.sign_in(run, database.owner_url, URL)
    before = (tmp_path / "person").read_text()
    database.connect().execute("delete from core.token where label like 'cli%'")
    database.connect().execute("delete from core.channel")
    database.connect().execute("delete from core.person")
    run.cli.write_text(json.dumps({"url": URL}))
    signin.sign_in(run, database.owner_url, URL)
    assert (tmp_path / "person").read_text() != before
    assert json.loads(run.cli.read_text())["token"].startswith("oye_")
    assert count(database) == 1


def test_a_zone_that_nobody_knows_becomes_utc(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TZ", "Mars/Olympus")
    signin.make_person(database.owner_url)
    assert "the zone Mars/Olympus is not known" in capsys.readouterr().err
    zones = database.connect().execute("select timezone from core.person").fetchall()
    assert zones == [("UTC",)]


@pytest.mark.parametrize(
    ("named", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (":Asia/Tokyo", "Asia/Tokyo"),
        ("/usr/share/zoneinfo/Etc/UTC", "UTC"),
        ("/usr/share/zoneinfo/posix/America/Lima", "America/Lima"),
    ],
)
def test_the_zone_is_that_of_the_machine(
    named: str, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", named)
    assert signin.machine_zone() == zone


@pytest.mark.parametrize(
    ("named", "locale"),
    [
        ("de_DE.UTF-8", "de-DE"),
        ("en_GB@euro", "en-GB"),
        ("fr", "fr"),
        ("C.UTF-8", "en"),
        ("POSIX", "en"),
        ("", "en"),
    ],
)
def test_the_locale_is_that_of_the_machine(
    named: str, locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", named)
    assert signin.machine_locale() == locale
