"""What goes wrong is told in a sentence: no traceback, and no stack of SQL functions."""

from pathlib import Path

import pytest
from oye_sql import failing, main
from oye_sql.testing import Database


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What the command that fails says."""
    with pytest.raises(SystemExit) as ended:
        main.main([*arguments])
    assert ended.value.code == 1
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


def test_a_zone_that_is_none_is_named(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("person-create", "--url", database.owner_url, "--timezone", "Mars/X")
    assert told(capsys, *given) == (
        "oye-sql: 'Mars/X' is not an IANA time zone; one looks like Europe/Madrid.\n"
    )


def test_a_restore_from_the_future_is_refused(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("restored", "--url", database.owner_url, "2096-01-01T00:00Z")
    assert told(capsys, *given) == (
        "oye-sql: The instant that the database was brought back to lies in the past: "
        "give that one.\n"
    )


def test_what_the_server_itself_refuses_is_told_in_its_words(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    """The API's role may call nothing of the operator's."""
    given = ("housekeep", "--url", database.url("oye_api"))
    assert told(capsys, *given) == "oye-sql: permission denied for schema ops\n"


def test_an_address_that_is_none_is_refused_without_its_password(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = told(capsys, "housekeep", "--url", "password hush")
    assert said.startswith("oye-sql: not an address of a database; one looks like postgresql://")
    assert "hush" not in said


def test_a_file_that_can_not_be_written_is_named(
    database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("person-create", "--url", database.owner_url, "--timezone", "UTC")
    said = told(capsys, *given, "--write", str(tmp_path / "missing" / "cli.json"))
    assert said.endswith(": No such file or directory\n")
    assert str(tmp_path / "missing") in said


def test_what_can_not_be_expected_is_no_sentence() -> None:
    def work() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing.guarded("oye", work)
