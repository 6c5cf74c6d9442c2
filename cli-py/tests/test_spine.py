"""The commands against the real API over a real database."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from oye_sql import people
from oye_sql.testing import Database

from .conftest import Oye


@pytest.fixture(scope="module")
def url(module_database: Database) -> Iterator[str]:
    """Where the API listens."""
    environment = {
        **os.environ,
        "OYE_API_DATABASE_URL": module_database.url("oye_api"),
        "OYE_API_PORT": "0",
        "OYE_LOG": "json",
        "OYE_LOG_LEVEL": "info",
    }
    command = [sys.executable, "-m", "oye_api"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        assert first.startswith("{"), first
        drain = threading.Thread(target=process.stderr.read)
        drain.start()
        yield str(json.loads(first)["url"])
        process.terminate()
        drain.join()


@pytest.fixture
def signed(oye: Oye, url: str, module_database: Database, monkeypatch: pytest.MonkeyPatch) -> Oye:
    """`oye`, as somebody new in Madrid."""
    module_database.clock.real()
    address = module_database.url()
    person = people.person_create(address, "Ann", "Europe/Madrid", "en")
    monkeypatch.setenv("OYE_API_URL", url)
    monkeypatch.setenv("OYE_TOKEN", people.token_create(address, person, "test"))
    return oye


def come_due(database: Database, seconds: int) -> None:
    """Move the clock on, and turn what is due into occurrences as worker-fire does."""
    database.clock.advance(timedelta(seconds=seconds))
    with database.connect("oye_fire") as fire:
        fire.execute("select from fire.delivery_claim('cli', 100)")


def test_from_add_to_history(signed: Oye, module_database: Database) -> None:
    ran = signed("add", "stretch", "in", "10", "seconds", "--tag", "health")
    assert ran.code == 0, ran.err
    date = r"\w{3} \d+ \w{3} \d{4} \d\d:\d\d(:\d\d)? Europe/Madrid"
    # Due in whole seconds, rounded up: 10.95 seconds away is told as 11 (moment.length).
    assert re.fullmatch(rf"1  stretch   {date}, in ([5-9]|1[01]) seconds\n", ran.out)
    come_due(module_database, 11)
    assert "⏰ waiting since" in signed("list").out
    assert signed("snooze", "1", "10m").out.startswith("1  stretch   snoozed until ")
    assert "snoozed until" in signed("list", "--tag", "health").out
    assert signed("done", "1").out.startswith("1  stretch   done; was due ")
    assert signed("done", "1").code == 0
    assert "stretch  delivered on time, done" in signed("history", "1", "--since", "1d").out
    assert signed("list").out == ""


def test_watch_prints_it_as_it_comes_due(signed: Oye, module_database: Database, url: str) -> None:
    command = [sys.executable, "-m", "oye_cli", "watch", "--count", "1", "--for", "60s"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as watch:
        assert watch.stderr is not None
        assert watch.stderr.readline() == "watching as Ann (Europe/Madrid)\n"
        assert signed("add", "stretch in 10 seconds").code == 0
        come_due(module_database, 11)
        said = watch.communicate(timeout=60)[0]
    assert watch.returncode == 0
    assert re.fullmatch(r"⏰ 1  stretch   due [\w :]*\d\d:\d\d(:\d\d)? \(on time\)\n", said)


def test_a_series_is_edited_paused_resumed_skipped_and_removed(signed: Oye) -> None:
    assert signed("add", "water plants", "--when", "every weekday at 9").code == 0
    assert signed("edit", "1", "--when", "every day at 10", "--text", "water the plants").code == 0
    assert "water the plants" in signed("show", "1").out
    assert " 10:00 " in signed("list").out
    assert signed("pause", "1").out == "1  water the plants   paused\n"
    assert "paused" in signed("list", "--state", "paused").out
    assert " 10:00 Europe/Madrid" in signed("resume", "1").out
    before = json.loads(signed("show", "1", "--json").out)
    after = json.loads(signed("skip", "1", "--json").out)
    assert after["next_occurrence"] == before["upcoming"][0]
    assert signed("rm", "1").out == "1  water the plants   removed\n"
    assert signed("rm", "1").code == 3


def test_what_the_api_refuses_names_what_to_mend(signed: Oye) -> None:
    ran = signed("add", "stretch", "--when", "the day after never")
    assert (ran.code, ran.out) == (4, "")
    assert "(when)" in ran.err
    assert signed("tz", "Mars/Olympus").code == 4
    assert signed("done", "77").code == 3
    assert signed("add", "x" * 5000, "--when", "tomorrow").code == 4


def test_a_preview_stores_nothing(signed: Oye) -> None:
    ran = signed("preview", "every", "day", "at", "9", "--count", "3")
    assert ran.code == 0
    assert len(re.findall(r" 09:00 Europe/Madrid, in ", ran.out)) == 3
    assert "text: call mum" in signed("preview", "--text", "call mum tomorrow 9am").err
    assert json.loads(signed("list", "--json").out) == []


def test_tokens_channels_and_the_zone(signed: Oye, monkeypatch: pytest.MonkeyPatch) -> None:
    assert signed("tz", "Asia/Tokyo").out == "Asia/Tokyo\n"
    assert "Asia/Tokyo" in signed("whoami").out
    assert "inbox" in signed("channels", "list").out
    assert re.match(r"code  \S+\n", signed("channels", "add", "telegram").out)
    made = signed("tokens", "create", "reader", "--scope", "read").out.strip()
    assert signed("tokens", "list").out.count("\n") == 2
    monkeypatch.setenv("OYE_TOKEN", made)
    assert signed("list").code == 0
    ran = signed("add", "stretch in 1 hour")
    assert ran.code == 5
    monkeypatch.setenv("OYE_TOKEN", made[:-1] + ("0" if made[-1] != "0" else "1"))
    assert signed("list").code == 5


def test_a_machine_is_signed_in_by_a_code(signed: Oye, url: str, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "OYE_TOKEN"}
    environment["OYE_CONFIG"] = str(tmp_path / "other.json")
    command = [sys.executable, "-m", "oye_cli", "login", "--url", url, "--label", "desk"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as login:
        assert login.stderr is not None
        code = login.stderr.readline().split()[1]
        ran = signed("approve", code, "--yes")
        assert ran.out.startswith("desk, from 127.0.0.1"), ran.err
        assert f"Signed in to {url} as Ann" in login.stderr.read()
    assert login.returncode == 0
    assert "desk" in signed("tokens", "list").out


def test_who_leaves_takes_everything_along(signed: Oye) -> None:
    assert signed("add", "water plants", "--when", "every weekday at 9").code == 0
    assert signed("rm", "1").code == 0
    assert signed("undo").out.startswith("undone: removed  1  water plants   ")
    assert "undone" in signed("undo", "--list").out
    [kept] = json.loads(signed("export").out)["reminders"]
    assert kept["text"] == "water plants"
    assert "1 reminders" in signed("deleteme", "--yes").err
    assert signed("list").code == 5


def test_the_doctor_reaches_it_and_knows_who_asks(signed: Oye) -> None:
    out = signed("doctor").out
    assert "API      answers" in out
    assert "of Ann, zone Europe/Madrid" in out
