"""What an installation is given in files: addresses, passwords, a bot's token."""

import hashlib
import json
from pathlib import Path

import psycopg
import pytest
from oye_sql import main, people, problem, roles
from oye_sql.testing import Database

ADDRESSES = {role: f"postgresql://{role}:pass%20of-{role}@db/oye" for role in roles.LOGINS}


def written(folder: Path, contents: dict[str, str]) -> Path:
    for name, text in contents.items():
        (folder / name).write_text(text + "\n")
    return folder


def test_passwords_are_read_from_the_addresses_of_the_services(tmp_path: Path) -> None:
    folder = written(tmp_path, {**ADDRESSES, "postgres_password": "somebody else's"})
    assert roles.passwords_in(folder) == {role: f"pass of-{role}" for role in roles.LOGINS}


def test_or_from_a_json_file(tmp_path: Path) -> None:
    file = tmp_path / "roles.json"
    file.write_text(json.dumps({"oye_api": "x"}))
    assert roles.passwords_in(file) == {"oye_api": "x"}


@pytest.mark.parametrize("text", ["", "[]", '{"oye_api": 7}'])
def test_a_file_that_is_neither_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "roles.json"
    file.write_text(text)
    with pytest.raises(problem.ApplyError, match=r"roles\.json is no JSON object"):
        roles.passwords_in(file)


@pytest.mark.parametrize("address", ["postgresql://oye_api@db/oye", ADDRESSES["oye_calc"]])
def test_an_address_without_its_roles_password_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(problem.ApplyError, match="oye_api is no address of that role"):
        roles.passwords_in(written(tmp_path, {"oye_api": address}))


def test_a_bots_token_is_made_known_once(database: Database, owner: psycopg.Connection) -> None:
    token = people.token_new()
    assert people.service_token_register(database.owner_url, "bot", token)
    assert not people.service_token_register(database.owner_url, "bot", token)
    digest = hashlib.sha256(token.encode()).digest()
    query = "select t.scopes from core.token as t where t.sha256 = %s"
    assert owner.execute(query, [digest]).fetchall() == [(["act_for"],)]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param("", id="nothing"),
        pytest.param("hush", id="a word"),
        pytest.param(people.token_new()[:-1] + "x", id="a checksum that is wrong"),
    ],
)
def test_a_text_that_is_no_token_is_refused_and_not_shown(wrong: str) -> None:
    with pytest.raises(people.TokenError) as refusal:
        people.service_token_register("postgresql://nowhere.invalid/", "bot", wrong)
    assert not wrong or wrong not in str(refusal.value)


def test_apply_takes_all_of_it_from_files(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = people.token_new()
    files = {"admin": database.owner_url, "token": token}
    folder = written(tmp_path, files)
    monkeypatch.setenv("OYE_DATABASE_URL", "")  # and so it is put back
    monkeypatch.setenv("OYE_DATABASE_URL_FILE", str(folder / "admin"))
    with pytest.raises(SystemExit) as ended:
        main.main(["apply", "--roles", str(folder), "--service-token", str(folder / "token")])
    assert ended.value.code == 0
    assert not people.service_token_register(database.owner_url, "bot", token), "it is known"


def test_an_address_that_is_given_twice_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OYE_DATABASE_URL", "postgresql://nowhere.invalid/")
    monkeypatch.setenv("OYE_DATABASE_URL_FILE", "/nowhere")
    with pytest.raises(SystemExit) as ended:
        main.main(["apply"])
    assert ended.value.code == 1
    assert "one of them is enough" in capsys.readouterr().err
