"""`oye-sql failed` counts what was sent in vain, `oye-sql requeue` sends it again."""

from datetime import UTC, datetime

import pytest
from oye_sql import dead_letters, main
from oye_sql.testcall import Caller, Fire, Person
from oye_sql.testing import Database

DUE = datetime(2026, 11, 24, 9, tzinfo=UTC)


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main.main([*words])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture
def failed(database: Database) -> Database:
    """Three one-offs that a webhook refused."""
    database.clock.set(DUE)
    ops = Caller(database.connect("oye_ops"), "ops")
    [made] = ops.rows("person_create", name="Ann", timezone="UTC", locale="en")
    scopes = ["read", "write", "account"]
    [token] = ops.rows("token_create", person=made["person_id"], label="test", scopes=scopes)
    api = Caller(database.connect("oye_api"), "api")
    ann = Person(api, made["person_id"], token["token"])
    ann.hook()
    for number in range(3):
        ann.once(f"text {number}", DUE)
    fire = Fire(Caller(database.connect("oye_fire"), "fire"))
    rows = fire.claim()
    fire.begin(rows)
    fire.settle(rows, "rejected", reason="redirect")
    return database


def test_what_failed_is_counted_and_sent_again(
    failed: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--url", failed.url("oye_ops"), "--since", "2026-11-24"]
    assert run("failed", *where) == 0
    told = capsys.readouterr().out
    assert told == "      3  webhook   redirect  2026-11-24 09:00 to 2026-11-24 09:00 UTC\n"
    assert run("requeue", *where, "--reason", "http_500") == 0
    assert run("requeue", *where, "--channel", "webhook", "--limit", "2") == 0
    assert run("requeue", *where) == 0
    told = capsys.readouterr().out
    assert told == "0 to be sent again\n2 to be sent again\n1 to be sent again\n"
    assert run("failed", *where) == 0
    assert capsys.readouterr().err == "nothing has failed\n"


def test_more_than_a_batch_is_sent_again_batch_by_batch(
    failed: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dead_letters, "BATCH", 2)
    assert dead_letters.requeue(failed.url("oye_ops"), DUE) == 3


def test_what_is_no_moment_is_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("failed", "--since", "last week") == 2
    assert "90m, 24h, 7d, 2026-11-23 and 2026-11-23T09:00Z are" in capsys.readouterr().err
