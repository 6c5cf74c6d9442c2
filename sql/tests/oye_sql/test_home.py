"""The folder of a local run."""

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from oye_sql import home, main, problem, roles, testserver, tree, url


def test_without_a_database_and_a_place_for_one_it_says_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As in a container whose file system is read-only."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.delenv("OYE_DATABASE_URL", raising=False)
    monkeypatch.setenv("OYE_DIR", str(blocked / "oye"))
    with pytest.raises(SystemExit) as ended:
        main.main(["apply"])
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert said.startswith(f"oye-sql: the embedded server's folder {blocked / 'oye'} can't be made")
    assert "OYE_DATABASE_URL" in said


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server of one's own, whose roles another installation has given passwords."""
    with testserver.throwaway() as server:
        roles.ensure(server.address, tree.read(), dict.fromkeys(roles.LOGINS, "theirs"))
        monkeypatch.setenv("OYE_DATABASE_URL", server.address)
        monkeypatch.delenv("OYE_RESET_ROLE_PASSWORDS", raising=False)
        yield server.address


def verifiers(address: str) -> list[tuple[object, ...]]:
    with psycopg.connect(address) as connection:
        query = "select rolname, rolpassword from pg_authid where rolname = any(%s) order by 1"
        return connection.execute(query, [list(roles.LOGINS)]).fetchall()


def test_the_passwords_of_another_installation_are_not_taken_from_it(
    shared: str, tmp_path: Path
) -> None:
    run, before = home.Home(tmp_path), verifiers(shared)
    with pytest.raises(problem.ApplyError, match=r"Copy roles\.json .*OYE_RESET_ROLE_PASSWORDS=1"):
        home.first_passwords(run, shared)
    assert not run.roles.exists(), "the next start would take it for leave"
    assert verifiers(shared) == before


def test_they_are_where_its_file_is_here_or_it_is_asked_for(
    shared: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = home.Home(tmp_path)
    theirs = dict.fromkeys(roles.LOGINS, "theirs")
    run.roles.write_text(json.dumps(theirs))
    assert home.first_passwords(run, shared) == theirs
    run.roles.unlink()
    monkeypatch.setenv("OYE_RESET_ROLE_PASSWORDS", "1")
    assert home.first_passwords(run, shared).keys() == set(roles.LOGINS)


def test_roles_without_a_password_are_nobodys_yet(shared: str, tmp_path: Path) -> None:
    with psycopg.connect(shared, autocommit=True) as connection:
        for role in roles.LOGINS:
            connection.execute(f"alter role {role} password null".encode())
    assert home.first_passwords(home.Home(tmp_path), shared).keys() == set(roles.LOGINS)


def test_who_may_not_see_passwords_is_refused_where_the_roles_are(
    shared: str, tmp_path: Path
) -> None:
    with psycopg.connect(shared, autocommit=True) as connection:
        connection.execute("create role deployer login createrole password 'd'")
    address = url.changed(shared, user="deployer", password="d")
    with pytest.raises(problem.ApplyError, match="are there, and may have passwords"):
        home.first_passwords(home.Home(tmp_path), address)
