"""PostgreSQL's client programs: those of the server's own version, or a clear word."""

from pathlib import Path

import pytest
from oye_sql import programs


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs beside which there are no others: a pg_dump of version 14."""
    monkeypatch.setenv("OYE_PG_BINDIR", str(tmp_path))
    monkeypatch.setattr(programs, "INSTALLED", (f"{tmp_path}/{{major}}/bin",))
    made(tmp_path, "14.9")
    return tmp_path


def made(folder: Path, version: str, then: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "pg_dump"
    line = then or f"echo 'pg_dump (PostgreSQL) {version}'"
    program.write_text(f"#!/bin/sh\n{line}\n")
    program.chmod(0o755)


def test_an_older_pg_dump_is_refused_before_it_runs(only: Path) -> None:
    with pytest.raises(programs.ProgramError) as told:
        programs.of_server(16, "pg_dump")
    assert str(told.value) == (
        "the server is PostgreSQL 16, and there is no pg_dump of that version here (found: 14 in "
        f"{only}): install postgresql-client-16, or set OYE_PG_BINDIR to the folder of its programs"
    )


def test_a_newer_one_is_refused_as_well_and_none_is_told_so(only: Path) -> None:
    with pytest.raises(programs.ProgramError, match="found: 14 in"):
        programs.of_server(13, "pg_dump")
    with pytest.raises(programs.ProgramError, match="found: none"):
        programs.of_server(14, "pg_restore")


def test_one_that_is_installed_is_found(only: Path) -> None:
    made(only / "16" / "bin", "16.3 (Debian 16.3-1)")
    assert programs.of_server(16, "pg_dump") == only / "16" / "bin" / "pg_dump"
    assert programs.of_server(14, "pg_dump") == only / "pg_dump"


def test_what_a_program_complains_of_is_told_and_the_password_is_not(only: Path) -> None:
    made(only, "", 'echo "no $PGPASSWORD in: $*" >&2; exit 1')
    with pytest.raises(
        programs.ProgramError, match=r"^pg_dump failed: no s3 in: -x --dbname="
    ) as it:
        programs.run(only / "pg_dump", "postgresql://ann:s3@localhost/oye", ["-x"])
    assert "s3@" not in str(it.value)
