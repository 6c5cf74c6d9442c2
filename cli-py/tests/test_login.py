"""Signing in and out, and what the file keeps."""

import io
import json
import stat
from pathlib import Path
from typing import Any

import pytest
from oye_cli import config

from .conftest import Oye
from .examples import PERSON, TOKEN, me
from .pretend import CUT, Api, Reply


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


def login(**changes: Any) -> Reply:
    known = {"device_code": "secret", "user_code": "BCDF-GHJK", "expires_in": 600, "interval": 2}
    link = "https://t.me/oye_bot?start=login_BCDFGHJK"
    return Reply(201, {**known, "verification_uri": link, **changes}, "Login")


def refusal(slug: str, status: int = 400) -> Reply:
    body = {"type": f"urn:oye:problem:{slug}", "title": slug, "status": status}
    body |= {"slug": slug, "detail": "It was refused."}
    return Reply(status, body, "Problem", "application/problem+json")


MADE = {"id": PERSON, "label": "x", "scopes": ["read"], "created_at": "2026-11-23T10:00:00Z"}
TAKEN = Reply(200, {**MADE, "token": TOKEN}, "TokenMade")


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long it waited between two polls; no time passes."""
    found: list[float] = []
    monkeypatch.setattr("time.sleep", found.append)
    return found


def test_it_shows_code_and_link_and_waits_until_somebody_approves(
    unsigned: Api, oye: Oye, home: Path, pauses: list[float]
) -> None:
    unsigned.on("POST", "/v1/login", login())
    polls = (refusal("authorization_pending"), refusal("slow_down"), CUT, TAKEN)
    unsigned.on("POST", "/v1/login/token", *polls)
    ran = oye("login", "--url", unsigned.url, "--label", "desk")
    assert (ran.code, ran.out) == (0, "")
    for part in ("BCDF-GHJK", "https://t.me/oye_bot?start=login_BCDFGHJK", "Signed in to"):
        assert part in ran.err
    assert "secret" not in ran.err
    assert pauses == [2, 2, 7, 14]
    assert unsigned.asked[0].body == {"label": "desk"}
    assert "Authorization" not in unsigned.asked[0].headers
    file = home / "config" / "oye" / "cli.json"
    assert json.loads(file.read_text()) == {"url": unsigned.url, "token": TOKEN}


@pytest.mark.parametrize("slug", ["access_denied", "expired_token"])
def test_who_is_turned_away_is_not_signed_in(
    unsigned: Api, oye: Oye, home: Path, pauses: list[float], slug: str
) -> None:
    unsigned.on("POST", "/v1/login", login(verification_uri=None))
    unsigned.on("POST", "/v1/login/token", refusal(slug))
    ran = oye("login", "--url", unsigned.url)
    assert ran.code == 5
    assert "oye approve BCDF-GHJK" in ran.err
    assert "t.me" not in ran.err
    assert len(pauses) == 1
    assert not (home / "config").exists()


def test_who_approves_is_told_who_asks(api: Api, oye: Oye) -> None:
    asked = {"label": "desk\x1b", "address": "203.0.113.7", "created_at": "2026-11-23T10:00:00Z"}
    api.on("GET", "/v1/login/BCDF-GHJK", Reply(200, asked, "LoginAsked"))
    api.on("POST", "/v1/login/approve", Reply(200, asked, "LoginAsked"))
    assert oye("approve", "BCDF-GHJK").code == 2
    assert api.asked == []
    ran = oye("approve", "BCDF-GHJK", "--yes")
    assert ran.out == "desk\ufffd, from 203.0.113.7   signed in\n"
    assert api.asked[-1].body == {"user_code": "BCDF-GHJK", "approve": True}
    assert oye("approve", "BCDF-GHJK", "--no").out.endswith("turned away\n")
    assert api.asked[-1].body == {"user_code": "BCDF-GHJK", "approve": False}


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
