"""To whom a token goes, and to whom it does not."""

import pytest
from oye_cli import address, config

from .conftest import Oye
from .examples import TOKEN, me
from .pretend import Api, Reply, pretended

ELSEWHERE = "http://oye.example.org"


@pytest.fixture
def signed_in(api: Api, monkeypatch: pytest.MonkeyPatch) -> Api:
    """The API, whose token stands in the file alone."""
    config.write(config.read().file, api.url, TOKEN)
    monkeypatch.delenv("OYE_TOKEN")
    monkeypatch.delenv("OYE_API_URL")
    api.on("GET", "/v1/me", Reply(200, me(), "Me"))
    return api


def test_the_token_of_the_file_goes_to_the_address_of_the_file_alone(
    signed_in: Api, oye: Oye, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pretended() as other:
        other.on("GET", "/readyz", Reply(200, {"status": "ok", "problems": []}, "Ready"))
        monkeypatch.setenv("OYE_API_URL", other.url)
        for command in ("whoami", "list", "watch", "doctor"):
            ran = oye(command)
            assert ran.code == 5, command
        assert f"Not signed in to {other.url}" in oye("whoami").err
        assert [(ask.path, TOKEN in str(ask.headers)) for ask in other.asked] == [
            ("/readyz", False)
        ]
    assert signed_in.asked == []


def test_the_same_origin_written_otherwise_is_the_same(
    signed_in: Api, oye: Oye, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OYE_API_URL", signed_in.url + "/")
    assert oye("whoami").code == 0
    assert signed_in.asked[0].headers["Authorization"] == f"Bearer {TOKEN}"


def test_a_token_that_is_named_goes_where_the_address_says(
    signed_in: Api, oye: Oye, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pretended() as other:
        other.on("GET", "/v1/me", Reply(200, me(), "Me"))
        monkeypatch.setenv("OYE_API_URL", other.url)
        monkeypatch.setenv("OYE_TOKEN", TOKEN)
        assert oye("whoami").code == 0
        assert other.asked[0].headers["Authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize("words", [["whoami"], ["watch"], ["login"], ["login", "--token", "-"]])
def test_no_token_goes_over_plain_http_beyond_this_machine(
    home: object, oye: Oye, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setenv("OYE_API_URL", ELSEWHERE)
    monkeypatch.setenv("OYE_TOKEN", TOKEN)
    ran = oye(*words)
    assert ran.code == 5
    assert f"{ELSEWHERE} is not https" in ran.err
    assert "OYE_ALLOW_HTTP=1" in ran.err


def test_who_says_so_may_send_it_all_the_same(home: object) -> None:
    asked = {"OYE_API_URL": ELSEWHERE, "OYE_TOKEN": TOKEN, "OYE_ALLOW_HTTP": "1"}
    assert config.read(asked)[:2] == (ELSEWHERE, TOKEN)
    assert config.to_sign_in(None, asked)[0] == ELSEWHERE


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8765", True),
        ("http://127.9.9.9", True),
        ("http://[::1]:8765", True),
        ("http://LOCALHOST:1", True),
        ("http://127.0.0.1.example.org", False),
        ("http://127.0.0.1@example.org", False),
        ("http://localhost.example.org", False),
        ("http://0.0.0.0", False),
        ("http://192.168.0.1", False),
    ],
)
def test_what_stays_on_this_machine(url: str, local: bool) -> None:
    assert address.is_local(url) is local


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example", "https://A.example:443/v2", True),
        ("https://a.example", "http://a.example", False),
        ("https://a.example", "https://a.example:8443", False),
        ("https://a.example", "https://b.a.example", False),
        ("https://a.example", "https://a.example@evil.example", False),
        ("http://127.0.0.1:1", "http://127.0.0.1:2", False),
    ],
)
def test_an_origin_is_scheme_host_and_port(one: str, other: str, same: bool) -> None:
    assert address.same_origin(one, other) is same
