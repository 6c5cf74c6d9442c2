import io
import json
import stat
from pathlib import Path

import pytest
from oye_cli import config

from .conftest import Oye
from .examples import PERSON, TOKEN, me
from .pretend import Api, Reply


@pytest.fixture
def unsigned(api: Api, monkeypatch: pytest.MonkeyPatch) -> Api:
    """The API, and nobody signed in."""
    monkeypatch.delenv("OYE_TOKEN")
    monkeypatch.delenv("OYE_API_URL")
    api.on("GET", "/v1/me", Reply(200, me(), "Me"))
    return api


def types(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_a_token_from_stdin_is_checked_and_kept_for_its_owner_alone(
    unsigned: Api, oye: Oye, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    types(monkeypatch, TOKEN + "\n")
    ran = oye("login", "--url", unsigned.url + "/", "--token", "-")
    assert (ran.code, ran.out) == (0, "")
    assert f"Signed in to {unsigned.url} as Ann (Europe/Madrid)." in ran.err
    file = home / "config" / "oye" / "cli.json"
    assert json.loads(file.read_text()) == {"url": unsigned.url, "token": TOKEN}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["cli.json"]
    assert oye("whoami").code == 0
    assert unsigned.asked[-1].headers["Authorization"] == f"Bearer {TOKEN}"


def test_a_token_that_the_api_refuses_is_not_kept(
    unsigned: Api, oye: Oye, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsigned.refuse("GET", "/v1/me", 401, "token_unknown", "This token is not known.")
    types(monkeypatch, TOKEN)
    assert oye("login", "--url", unsigned.url, "--token", "-").code == 5
    assert not (home / "config").exists()


@pytest.mark.parametrize("said", ["", "hello", TOKEN[:-1], TOKEN[:-1] + "0"])
def test_a_slip_in_the_token_is_found_without_asking(
    unsigned: Api, oye: Oye, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    types(monkeypatch, said)
    assert oye("login", "--url", unsigned.url, "--token", "-").code == 4
    assert unsigned.asked == []


def test_without_a_terminal_it_never_asks(unsigned: Api, oye: Oye) -> None:
    ran = oye("login", "--url", unsigned.url)
    assert ran.code == 2
    assert "--token - reads it" in ran.err


def test_a_token_on_the_command_line_is_refused(oye: Oye) -> None:
    ran = oye("login", "--token", TOKEN)
    assert ran.code == 2
    assert TOKEN not in ran.err


def test_logout_forgets_the_token_and_keeps_the_address(
    unsigned: Api, oye: Oye, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = home / "config" / "oye" / "cli.json"
    config.write(file, unsigned.url, TOKEN)
    this = {"id": PERSON, "label": "x", "scopes": ["read"], "created_at": "2026-11-23T10:00:00Z"}
    unsigned.on(
        "GET", "/v1/tokens", Reply(200, {"items": [{**this, "current": True}]}, "TokenPage")
    )
    unsigned.on("DELETE", f"/v1/tokens/{PERSON}", Reply(204))
    assert oye("logout", "--revoke").code == 0
    assert unsigned.asked[-1].method == "DELETE"
    assert json.loads(file.read_text()) == {"url": unsigned.url}
    assert oye("logout").err == "Nobody is signed in.\n"


def test_the_environment_goes_before_the_file(home: Path) -> None:
    file = home / "c.json"
    config.write(file, "https://file.example", "a")
    named = {"OYE_CONFIG": str(file)}
    assert config.read(named)[:2] == ("https://file.example", "a")
    assert config.read({**named, "OYE_TOKEN": "b"})[:2] == ("https://file.example", "b")
    both = {**named, "OYE_TOKEN": "b", "OYE_API_URL": "http://127.0.0.1:1/"}
    assert config.read(both)[:2] == ("http://127.0.0.1:1", "b")
    assert "b" not in repr(config.read(both)).partition("token=")[2].partition(",")[0]


@pytest.mark.parametrize("text", ["", "[]", '{"url": 7}', "{"])
def test_a_file_that_is_no_configuration_is_named(oye: Oye, home: Path, text: str) -> None:
    file = home / "config" / "oye" / "cli.json"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    ran = oye("list")
    assert ran.code == 5
    assert str(file) in ran.err


@pytest.mark.parametrize("url", ["oye.example.org", "ftp://x", "http://", "http://x:y"])
def test_an_address_that_is_none_is_wrong_use(
    oye: Oye, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("OYE_API_URL", url)
    ran = oye("list")
    assert ran.code == 2
    assert "is no address of an API" in ran.err
