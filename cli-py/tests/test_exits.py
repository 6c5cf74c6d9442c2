"""How a command ends when it can't do what it was asked."""

import socket
import subprocess
import sys
from typing import Any

import httpx
import pytest
from oye_cli import exits
from oye_cli.client import away, connect_unsigned

from .conftest import Oye
from .examples import me
from .pretend import Api, Reply


@pytest.mark.parametrize(
    ("status", "code"),
    [(400, 4), (401, 5), (403, 5), (404, 3), (409, 6), (412, 6), (422, 4), (429, 7), (500, 7)],
)
def test_each_class_of_problem_has_its_code(api: Api, oye: Oye, status: int, code: int) -> None:
    api.refuse("GET", "/v1/me", status, "slug", "What is wrong.")
    ran = oye("whoami")
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("oye: What is wrong.")


@pytest.mark.parametrize(
    ("reply", "code", "said"),
    [
        (Reply(502, b"<html>Bad gateway</html>", media="text/html"), 7, "can't serve now"),
        (Reply(404, b"<html>nginx</html>", media="text/html"), 3, "is the address right?"),
        (Reply(404, ["x"]), 3, "is the address right?"),
        (Reply(301, headers={"Location": "https://x.example"}), 1, "is the address right?"),
        (Reply(200, b"<html>hi</html>", media="text/html"), 1, "is one older than the other?"),
        (Reply(200, {"name": "no person"}), 1, "is one older than the other?"),
    ],
)
def test_an_answer_that_is_not_the_api_s_is_told_in_a_line(
    api: Api, oye: Oye, reply: Reply, code: int, said: str
) -> None:
    api.on("GET", "/v1/me", reply)
    ran = oye("whoami")
    assert (ran.code, ran.err.count("\n")) == (code, 1)
    assert said in ran.err


def test_nobody_listening_is_code_7(oye: Oye, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as bound:  # bound and not listening: nobody else gets the port
        bound.bind(("127.0.0.1", 0))
        monkeypatch.setenv("OYE_API_URL", f"http://127.0.0.1:{bound.getsockname()[1]}")
        monkeypatch.setenv("OYE_TOKEN", "t")
        ran = oye("add", "stretch in 1 hour")
    assert ran.code == 7
    assert "can't be reached" in ran.err
    assert "once more" not in ran.err


@pytest.mark.parametrize(
    ("url", "hint"), [("http://127.0.0.1", True), ("https://127.0.0.1", False)]
)
def test_only_what_just_up_may_be_is_asked_after(url: str, hint: bool) -> None:
    with connect_unsigned(url) as client:
        said = away(client, httpx.ConnectError("refused")).message
    assert ("Does `./just up` run?" in said) is hint


@pytest.mark.parametrize("words", [["--help"], ["list", "--help"]])
def test_an_output_that_takes_nothing_is_told_in_a_line(home: object, words: list[str]) -> None:
    command = [sys.executable, "-m", "oye_cli", *words]
    with open("/dev/full", "w") as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    said = "oye: The output can't be written: No space left on device.\n"
    assert (ran.returncode, ran.stderr) == (1, said)


def test_without_a_token_it_says_how_to_get_one(oye: Oye) -> None:
    ran = oye("list")
    assert ran.code == 5
    assert "oye login" in ran.err


@pytest.mark.parametrize(
    "words", [["show", "x"], ["show", "0"], ["nothing"], ["add"], ["list", "--state", "odd"]]
)
def test_wrong_use_is_code_2_and_says_so_on_stderr(oye: Oye, words: list[str]) -> None:
    ran = oye(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "Usage: oye" in ran.err


@pytest.mark.parametrize("words", [["show", "abc"], ["history", "--limit", "abc"]])
def test_what_is_no_number_is_told_so(oye: Oye, words: list[str]) -> None:
    assert "'abc' is not a valid number." in oye(*words).err


def test_words_that_are_no_utf_8_are_refused_before_they_are_sent(api: Api, oye: Oye) -> None:
    ran = oye("add", "caf\udce9 in 1 hour")
    assert (ran.code, api.asked) == (2, [])


def boom(*_: Any, **__: Any) -> None:
    raise ZeroDivisionError("of all things")


def test_a_bug_is_one_line_and_debug_shows_the_rest(
    api: Api, oye: Oye, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oye_cli.client.ask", boom)
    ran = oye("whoami")
    said = (
        "this should not have happened: ZeroDivisionError: of all things (OYE_DEBUG=1 shows more)"
    )
    assert (ran.code, ran.err) == (1, f"oye: {said}\n")
    monkeypatch.setenv("OYE_DEBUG", "1")
    assert "Traceback" in oye("whoami").err


def test_an_interruption_is_code_130(api: Api, oye: Oye, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("oye_cli.client.ask", interrupt)
    assert oye("whoami").code == 130


def test_help_lists_every_code(oye: Oye) -> None:
    out = oye("--help").out
    for code, meaning in exits.MEANINGS.items():
        assert f"{code:>3}  {meaning}" in out


def test_a_token_never_appears_in_what_is_said(api: Api, oye: Oye) -> None:
    api.on("GET", "/v1/me", Reply(200, me(), "Me"))
    ran = oye("whoami")
    assert ran.code == 0
    assert "oye_0" not in ran.out + ran.err
