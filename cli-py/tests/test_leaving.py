import json
from pathlib import Path

import pytest
from oye_cli import config

from .conftest import Oye
from .examples import PERSON, TOKEN, me
from .pretend import CUT, Api, Reply

RECEIPT = {"person_id": PERSON, "at": "2026-11-23T10:00:00Z", "removed": {"tokens": 2, "events": 0}}


def test_the_export_goes_to_stdout_as_it_came(api: Api, oye: Oye) -> None:
    body = {"person": {"name": "Zoë"}}
    api.on("GET", "/v1/me/export", Reply(200, body))
    ran = oye("export")
    assert (ran.code, json.loads(ran.out), ran.err) == (0, body, "")


def test_an_export_that_breaks_off_is_a_failure(api: Api, oye: Oye) -> None:
    api.on("GET", "/v1/me/export", CUT)
    assert oye("export").code == 7
    api.refuse("GET", "/v1/me/export", 403, "scope_missing", "This needs account.")
    assert oye("export").code == 5


def test_who_leaves_names_themselves_and_the_token_is_forgotten(
    api: Api, oye: Oye, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = home / "config" / "oye" / "cli.json"
    config.write(file, api.url, TOKEN)
    monkeypatch.delenv("OYE_TOKEN")
    api.on("GET", "/v1/me", Reply(200, me(), "Me"))
    api.on("DELETE", "/v1/me", Reply(200, RECEIPT, "Removed"))
    assert oye("deleteme").code == 2
    assert api.asked == []
    ran = oye("deleteme", "--yes")
    assert (ran.out, ran.err) == (f"Ann ({PERSON})   removed\n", "2 tokens\n")
    assert api.asked[-1].query == f"confirm={PERSON}"
    assert json.loads(file.read_text()) == {"url": api.url}


def test_another_s_token_in_the_file_stays(api: Api, oye: Oye, home: Path) -> None:
    """OYE_TOKEN went before it."""
    file = home / "config" / "oye" / "cli.json"
    config.write(file, api.url, "another")
    api.on("GET", "/v1/me", Reply(200, me(), "Me"))
    api.on("DELETE", "/v1/me", Reply(200, RECEIPT, "Removed"))
    assert oye("deleteme", "--yes").code == 0
    assert json.loads(file.read_text())["token"] == "another"


def test_a_refused_removal_keeps_the_token(api: Api, oye: Oye, home: Path) -> None:
    file = home / "config" / "oye" / "cli.json"
    config.write(file, api.url, TOKEN)
    api.on("GET", "/v1/me", Reply(200, me(), "Me"))
    api.refuse("DELETE", "/v1/me", 403, "scope_missing", "This needs account.")
    assert oye("deleteme", "--yes").code == 5
    assert json.loads(file.read_text())["token"] == TOKEN
